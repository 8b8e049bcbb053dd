import { Refusal } from './refusal.ts';

/** The words of this engine; they reach a person as they are. */
const words = {
  gone: 'Hệ thống đang tạm gián đoạn trong giây lát. Xin Ông/Bà chờ khoảng một phút rồi bấm lại; những gì đã điền vẫn được giữ.',
  busy: 'Có người khác đang sửa cùng một hồ sơ. Xin Ông/Bà tải lại trang để xem thay đổi mới rồi làm lại thao tác.',
  full: 'Máy chủ đã hết chỗ ghi nên chưa nhận được việc này; những gì đã nhận trước đó vẫn còn nguyên. Xin Ông/Bà giữ lại trang và bấm lại sau, hoặc gọi cho xã.',
  slow: 'Hệ thống đang rất bận nên chưa làm xong. Xin Ông/Bà chờ một phút rồi bấm lại.',
};

/** 57P0x: the server is being stopped or started; 53300: it takes no more connections. */
const goneCodes = new Set(['57P01', '57P02', '57P03', '53300', '3D000']);
const goneNetwork = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
]);
const goneSentences =
  /Connection terminated|timeout exceeded when trying to connect|not queryable|Client was closed/;

/** disk_full, as PostgreSQL says it; ENOSPC and EDQUOT of our own files. */
const fullCodes = new Set(['53100', 'ENOSPC', 'EDQUOT']);

/** serialization_failure, deadlock_detected, lock_not_available */
const busyCodes = new Set(['40001', '40P01', '55P03']);

/**
 * What a person can be told becomes a refusal, anything else stays a fault. Nothing is tried again by itself:
 * an act may have left traces outside, and the person's second tap is safe (one request, one dossier).
 */
export function asRefusal(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Refusal) return error;
  const code = String((error as { code?: unknown }).code ?? '');
  const tell = (kind: 'unavailable' | 'conflict', name: string, sentence: string) =>
    Object.assign(new Refusal(kind, name, sentence), { cause: error });
  if (
    goneCodes.has(code) ||
    code.startsWith('08') ||
    goneNetwork.has(code) ||
    goneSentences.test(error.message)
  )
    return tell('unavailable', 'database.gone', words.gone);
  if (fullCodes.has(code)) return tell('unavailable', 'database.full', words.full);
  if (busyCodes.has(code)) return tell('conflict', 'database.busy', words.busy);
  if (code === '57014') return tell('unavailable', 'database.slow', words.slow);
  return error;
}
