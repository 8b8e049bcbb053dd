import type { CaseKind } from '#engines/cases';

/** What a person may ask about her data, in the order of the page. */
export const rights = [
  'access',
  'correct',
  'delete',
  'restrict',
  'object',
  'portability',
  'withdraw',
  'complaint',
] as const;
export type Right = (typeof rights)[number];

export const isRight = (text: string): text is Right => rights.some((right) => right === text);

/** A request runs from the moment it is sent: asking is enough, nothing has to be accepted first. */
export const requestKind: CaseKind = {
  kind: 'data-request',
  noun: 'yêu cầu',
  states: {
    sent: { name: 'Vừa gửi' },
    open: { name: 'Đang giải quyết' },
    answered: { name: 'Đã trả lời', final: true, decision: true },
    refused: { name: 'Không thực hiện được', final: true, decision: true },
    withdrawn: { name: 'Đã rút', final: true },
  },
  transitions: {
    sent: ['open'],
    open: ['answered', 'refused', 'withdrawn'],
  },
  verbs: {
    submitted: 'gửi',
    received: 'ghi nhận',
    extended: 'gia hạn',
    'date-set': 'hẹn ngày trả lời',
    answered: 'trả lời',
    refused: 'trả lời không thực hiện được',
    withdrawn: 'rút',
  },
};

/** Every officer's question before a deletion: a law that keeps it must be named. */
export const tooShort = (words: string): boolean => words.trim().length < 10;
