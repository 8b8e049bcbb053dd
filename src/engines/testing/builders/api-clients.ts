import { expect } from 'vitest';
import type { Grant } from '#engines/access';
import type { Client } from '#engines/database';
import { testCtx } from '../ctx.ts';
import { testDb } from '../house.ts';
import { aCommune, answersFor } from './dossier.ts';
import { aServer } from './server.ts';

export interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

interface Call {
  /** Name of a token; '' for none. */
  readonly as?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The server as other systems call it, with clients of several rights, and Nguyễn Thị Đào for whom they file. */
export async function aServerForClients() {
  // Loaded here, so that the tests of an engine do not load the services.
  const { routes } = await import('#services/dossiers');
  const house = await testDb();
  const ctx = testCtx(house, { at: '2026-03-02T09:00' });
  const hall = await aCommune(house, ctx);
  await house.asOwner(
    `insert into procedures.direct_filing (unit_code, said_by, since) values ('14701', 'để thử', '2025-07-01')`,
  );
  const identityNumber = '037180000018';
  const name = 'Nguyễn Thị Đào';
  await house.asOwner('update people.persons set identity_number = $2 where name = $1', [
    name,
    identityNumber,
  ]);
  const person = { identityNumber, name };
  const server = await aServer(house, ctx, routes, {
    clientOf: async (token) => callers[token] && { actor: callers[token], share },
  });

  const call = async (
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    { as = 'whole', body, headers }: Call = {},
  ) => {
    const isRaw = Buffer.isBuffer(body);
    const answer = await server.app.inject({
      method,
      url: `/api/v1${url}`,
      headers: {
        ...(as ? { authorization: `Bearer ${as}` } : {}),
        ...(body === undefined
          ? {}
          : { 'content-type': isRaw ? 'application/octet-stream' : 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: isRaw ? body : JSON.stringify(body) }),
    });
    const said = <T>() => answer.json<T>();
    return { status: answer.statusCode, headers: answer.headers, body: answer.body, said };
  };

  const request = (change: Readonly<Record<string, unknown>> = {}) => ({
    procedure: '2.000635',
    versionId: hall.version.id,
    person,
    consent: { basis: 'Đồng ý trong ứng dụng ngày 01/03/2026', userReference: 'u-1' },
    answers: answersFor(person.name),
    ...change,
  });
  let keys = 0;
  const aKey = () => ({ 'idempotency-key': `khoa-thu-${++keys}` });
  const submit = (change: Readonly<Record<string, unknown>> = {}, as = 'whole', headers = aKey()) =>
    call('POST', '/dossiers', { as, body: request(change), headers });
  const filed = async (change: Readonly<Record<string, unknown>> = {}, as = 'whole') => {
    const answer = await submit(change, as);
    expect(answer.status, answer.body).toBe(201);
    return answer.said<{ code: string; provisionalDueAt: string | null }>();
  };
  return { house, ctx, hall, server, person, call, request, aKey, submit, filed };
}

export const pointersOf = (answer: { readonly said: <T>() => T }): string[] =>
  (answer.said<Problem>().errors ?? []).map((one) => one.pointer).sort();

const everything: readonly Grant[] = [
  'procedures.read',
  'dossiers.submit',
  'dossiers.follow',
  'dossiers.answer',
];
const clientOf = (nth: number, grants = everything, units = ['14701']): Client => ({
  kind: 'client',
  clientId: `00000000-0000-4000-8000-00000000000${nth}`,
  name: 'Sổ nhà',
  owner: 'Công ty Nhà Mình',
  grants: new Set(grants),
  units,
  scope: { units: [], fields: null, persons: [] },
});
const callers: Readonly<Record<string, Client>> = {
  whole: clientOf(1),
  other: clientOf(2),
  reader: clientOf(1, ['dossiers.follow']),
  elsewhere: clientOf(3, everything, ['14999']),
};
const share = { most: 1000, windowSeconds: 60, left: 999, fullInSeconds: 1, waitSeconds: 0 };
