import type { CaseKind, CaseState } from '#engines/cases';

/**
 * A dossier (hồ sơ) of an administrative procedure. Ten statuses shared with the national portal, and the
 * moves a commune may make between them (TT 03/2025/TT-VPCP; reference table of the provincial systems).
 * "Quá hạn", "sắp đến hạn", "trước hạn", "đúng hạn" are computed by the clock and are never statuses.
 */
export type DossierState =
  | 'submitted'
  | 'received'
  | 'refused'
  | 'processing'
  | 'supplement'
  | 'awaiting-payment'
  | 'withdrawn'
  | 'stopped'
  | 'decided'
  | 'handed-over';

export const states: Readonly<Record<DossierState, CaseState & { readonly code: number }>> = {
  submitted: { code: 1, name: 'Mới đăng ký' },
  received: { code: 2, name: 'Được tiếp nhận' },
  refused: { code: 3, name: 'Không được tiếp nhận', final: true },
  processing: { code: 4, name: 'Đang xử lý' },
  supplement: { code: 5, name: 'Yêu cầu bổ sung giấy tờ' },
  'awaiting-payment': { code: 6, name: 'Yêu cầu thực hiện nghĩa vụ tài chính' },
  withdrawn: { code: 7, name: 'Công dân yêu cầu rút hồ sơ', final: true },
  stopped: { code: 8, name: 'Dừng xử lý', final: true },
  decided: { code: 9, name: 'Đã xử lý xong', decision: true },
  'handed-over': { code: 10, name: 'Đã trả kết quả', final: true },
};

export const transitions: Readonly<Record<DossierState, readonly DossierState[]>> = {
  submitted: ['received', 'refused', 'supplement'],
  received: ['processing'],
  refused: [],
  processing: ['supplement', 'awaiting-payment', 'withdrawn', 'stopped', 'decided'],
  supplement: ['received', 'refused', 'withdrawn'],
  'awaiting-payment': ['processing', 'decided'],
  withdrawn: [],
  stopped: [],
  decided: ['handed-over'],
  'handed-over': [],
};

/** What acts on a dossier are called in its trail: "… vừa tiếp nhận hồ sơ này". */
export const verbs = {
  submitted: 'nộp',
  received: 'tiếp nhận',
  'supplement-requested': 'yêu cầu bổ sung cho',
  'supplement-answered': 'bổ sung',
  'supplement-closed': 'kết thúc chờ bổ sung',
  refused: 'từ chối tiếp nhận',
  'passed-on': 'bàn giao',
  proposed: 'trình duyệt',
  approved: 'duyệt',
  returned: 'trả lại để xử lý tiếp',
  'waiting-for-system': 'chuyển sang chờ hệ thống của bộ, ngành cho',
  'system-answered': 'ghi số của hệ thống bộ, ngành cho',
  'result-issued': 'ban hành kết quả',
  'handed-over': 'trả kết quả',
  withdrawn: 'rút',
  stopped: 'dừng xử lý',
  suspended: 'tạm dừng tính thời hạn',
  resumed: 'tiếp tục tính thời hạn',
  assigned: 'giao người xử lý',
  unassigned: 'bỏ giao người xử lý',
  'date-set': 'đặt ngày hẹn trả cho',
  'due-recomputed': 'tính lại ngày hẹn trả cho',
  'payment-requested': 'yêu cầu nộp phí, lệ phí cho',
  paid: 'ghi nhận nộp phí, lệ phí cho',
} as const;

export type Verb = keyof typeof verbs;

export const dossierKind: CaseKind = { kind: 'dossier', noun: 'hồ sơ', states, transitions, verbs };

export const stateOf = (name: string): DossierState => {
  if (name in states) return name as DossierState;
  throw new Error(`${name} is not a status of a dossier`);
};

/** Whose turn it is; the cases' third facet, and what the officers' queues go by. */
export type Turn = 'reception' | 'processing' | 'approval' | 'system' | 'issuing' | 'citizen' | 'hand-over';

/** What the rules need of a step of the pinned version. */
export interface Step {
  readonly id: string;
  readonly title: string;
  readonly role: string;
}

export const turnOf = (step: Step | undefined): Turn => {
  if (step?.role === 'approver' || step?.role === 'leader') return 'approval';
  return step?.role === 'reception' ? 'reception' : 'processing';
};

export const stepById = (steps: readonly Step[], id: string | null): Step | undefined =>
  steps.find((step) => step.id === id);

/** The first step after reception. */
export const firstWork = (steps: readonly Step[]): Step | undefined =>
  steps.find((step) => step.role !== 'reception') ?? steps[0];

export const stepAfter = (steps: readonly Step[], id: string | null): Step | undefined => {
  const here = steps.findIndex((step) => step.id === id);
  return here < 0 ? firstWork(steps) : steps[here + 1];
};

/** Where an approver finds a proposal: the next step of an approver after this one, or else the first. */
export function approvalStep(steps: readonly Step[], from: string | null): Step | undefined {
  const here = steps.findIndex((step) => step.id === from);
  const isApproval = (step: Step) => turnOf(step) === 'approval';
  return steps.slice(here + 1).find(isApproval) ?? steps.find(isApproval);
}

/** Where a proposal goes back to: the last processing step before it. */
export function workBefore(steps: readonly Step[], from: string | null): Step | undefined {
  const here = steps.findIndex((step) => step.id === from);
  const before = here < 0 ? steps : steps.slice(0, here);
  return before.findLast((step) => turnOf(step) === 'processing') ?? firstWork(steps);
}

/** What the rules need to know of a dossier. */
export interface Standing {
  readonly state: DossierState;
  readonly received: boolean;
  readonly paused: boolean;
  readonly approved: boolean;
  readonly supplementsAsked: number;
  readonly turn: Turn | null;
  readonly waitingForSystem: boolean;
}

export type OfficerAct =
  | 'receive'
  | 'request-supplement'
  | 'close-supplement'
  | 'refuse'
  | 'pass-on'
  | 'propose'
  | 'approve'
  | 'return'
  | 'wait-for-system'
  | 'answer-of-system'
  | 'set-date'
  | 'issue-result'
  | 'hand-over-result'
  | 'stop'
  | 'suspend'
  | 'resume'
  | 'assign'
  | 'request-payment'
  | 'confirm-payment';

/** Which posts may do it: any one of these permissions. */
export const permissionsFor: Readonly<Record<OfficerAct, readonly DossierPermission[]>> = {
  receive: ['dossier.receive'],
  'request-supplement': ['dossier.receive', 'dossier.process'],
  'close-supplement': ['dossier.receive', 'dossier.process'],
  refuse: ['dossier.receive'],
  'pass-on': ['dossier.receive', 'dossier.process', 'dossier.approve'],
  propose: ['dossier.process'],
  approve: ['dossier.approve'],
  return: ['dossier.approve'],
  'wait-for-system': ['dossier.process'],
  'answer-of-system': ['dossier.process'],
  'set-date': ['dossier.receive', 'dossier.process'],
  'issue-result': ['dossier.process', 'dossier.approve'],
  'hand-over-result': ['dossier.hand-over'],
  stop: ['dossier.process', 'dossier.approve'],
  suspend: ['dossier.process', 'dossier.approve'],
  resume: ['dossier.process', 'dossier.approve'],
  assign: ['dossier.receive', 'dossier.process', 'dossier.approve'],
  'request-payment': ['dossier.receive', 'dossier.process'],
  'confirm-payment': ['dossier.receive', 'dossier.process'],
};

export type DossierPermission =
  | 'dossier.receive'
  | 'dossier.process'
  | 'dossier.approve'
  | 'dossier.hand-over'
  | 'dossier.see';

/** What may be done next, the prominent act first. Pure: the page shows these and the actions check them. */
export function actsOpen(d: Standing): readonly OfficerAct[] {
  switch (d.state) {
    case 'submitted':
      return [
        'receive',
        ...(d.supplementsAsked === 0 ? (['request-supplement'] as const) : []),
        'refuse',
        'assign',
      ];
    case 'supplement':
      if (d.received) return ['close-supplement', 'assign'];
      return ['receive', 'refuse', 'assign'];
    case 'received':
      return ['pass-on', 'assign', d.paused ? 'resume' : 'suspend', 'set-date'];
    case 'processing':
      return processing(d);
    case 'awaiting-payment':
      return ['confirm-payment', 'assign'];
    case 'decided':
      return ['hand-over-result', 'assign'];
    default:
      return [];
  }
}

function processing(d: Standing): OfficerAct[] {
  if (d.paused) return ['resume', 'assign', 'stop'];
  if (d.approved) return ['issue-result', 'assign', 'pass-on'];
  if (d.waitingForSystem) return ['answer-of-system', 'assign', 'suspend', 'stop'];
  const common: OfficerAct[] = ['pass-on', 'assign', 'suspend', 'set-date', 'stop'];
  if (d.turn === 'approval') return ['approve', 'return', ...common];
  const ask: OfficerAct[] = d.supplementsAsked === 0 ? ['request-supplement'] : [];
  return ['propose', 'wait-for-system', ...ask, 'request-payment', ...common];
}

/** The acts that move a dossier on when it is somebody's turn; all others only change how it lies there. */
const movesOf: Readonly<Record<Turn, readonly OfficerAct[]>> = {
  reception: ['receive', 'pass-on'],
  processing: ['propose'],
  approval: ['approve'],
  system: ['answer-of-system'],
  issuing: ['issue-result'],
  citizen: ['confirm-payment'],
  'hand-over': ['hand-over-result'],
};

/** Turns that belong to the person it is assigned to; at the counter and at issuing any colleague may go on. */
const turnsOfOne: readonly (Turn | null)[] = ['processing', 'approval', 'system'];

/**
 * The act to offer this officer first, among those that are open to her: what the dossier waits for, unless
 * it waits for another post, a citizen or a ministry. Undefined: the page says whom it waits for.
 */
export function nextActOf(
  open: readonly OfficerAct[],
  d: Standing,
  holder: string | null,
  post: string,
): OfficerAct | undefined {
  if (holder !== null && holder !== post && turnsOfOne.includes(d.turn)) return undefined;
  if (d.paused) return open.find((act) => act === 'resume');
  const moves = d.turn ? movesOf[d.turn] : [];
  if (d.state === 'received') return open.find((act) => act === 'pass-on');
  return open.find((act) => moves.includes(act));
}

/** Only before a decision: approval by the competent person is the decision, issuing only shows it. */
export const mayWithdraw = (d: Pick<Standing, 'state' | 'approved' | 'received'>): boolean =>
  !d.approved && transitions[d.state].includes('withdrawn');

/** `H42.37.14-261123-0001`: authority, day of submission, number of the day (practice under TT 03/2025). */
export const numberPrefix = (authorityCode: string, localDate: string): string =>
  `${authorityCode}-${localDate.slice(2).replaceAll('-', '')}-`;

/** As read aloud or typed on a telephone: case, blanks and dots of habit do not matter. */
export const cleanNumber = (typed: string): string =>
  typed.normalize('NFC').trim().toUpperCase().replace(/\s+/g, '');
