import { plainLetters } from './plain-letters.ts';

/** A sentence for a telephone: whatever it is given, one SMS of plain letters. */
const smsTemplate =
  <P>(sentence: (values: P) => string) =>
  (values: P): string =>
    plainLetters(sentence(values));

/** The code stands first, so that it shows in the notification without opening it. */
export const codeSms = smsTemplate<{ code: string; minutes: number }>(
  ({ code, minutes }) =>
    `${code} là mã đăng nhập Làng Số, dùng trong ${minutes} phút. Không đọc mã này cho bất kỳ ai, kể cả cán bộ xã.`,
);
