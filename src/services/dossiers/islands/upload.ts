import { timeLimit } from './dom.ts';

/** The server has looked at the file and does not take it: the sentence says why. */
export class Refused extends Error {}

const piece = 256 * 1024;

/** An upload that can be gone on with: the server says how much of it it has. */
export interface Upload {
  id?: string;
}

/**
 * Sends a file in pieces. Thrown errors of the network leave `upload` where it was: called again, it asks
 * the server how far it got and goes on from there.
 */
export async function sendInPieces(
  upload: Upload,
  file: Blob,
  name: string,
  csrf: string,
  said: (percent: number) => void,
): Promise<string> {
  const headers = { 'x-csrf-token': csrf };
  if (!upload.id) {
    const purpose = 'dossier-paper';
    const form = new URLSearchParams({ name, type: file.type, size: String(file.size), purpose });
    const begun = await ask('/tep', { method: 'POST', body: form, headers });
    upload.id = String(begun.id);
  }
  let { offset, state } = progressIn(await ask(`/tep/${upload.id}`, { headers }));
  while (state !== 'ready') {
    said(Math.round((100 * offset) / file.size));
    const answer = await ask(`/tep/${upload.id}`, {
      method: 'PUT',
      body: file.slice(offset, offset + piece),
      headers: { ...headers, 'content-type': 'application/octet-stream', 'upload-offset': String(offset) },
    });
    ({ offset, state } = progressIn(answer));
  }
  return upload.id;
}

const progressIn = (answer: Record<string, unknown>) => ({
  offset: Number(answer.offset),
  state: String(answer.state),
});

/** A JSON answer; a refusal becomes its sentence, everything else may be tried again. */
export async function ask(url: string, request: RequestInit): Promise<Record<string, unknown>> {
  const answer = await fetch(url, {
    ...request,
    headers: { accept: 'application/json', ...request.headers },
    signal: timeLimit(60_000),
  });
  const body: Record<string, unknown> = await answer.json().catch(() => ({}));
  if (answer.ok) return body;
  if (answer.status === 422 || answer.status === 413)
    throw new Refused(String(body.message ?? body.detail ?? ''));
  throw new Error(String(answer.status));
}
