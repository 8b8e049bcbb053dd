import { Readable } from 'node:stream';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { viewsOf } from '#engines/access';
import { caseByNumber } from '#engines/cases';
import { type Ctx, deliverDue, registerHandlers } from '#engines/database';
import { deleteLooseFiles, storeUpload } from '#engines/files';
import { registerJobs } from '#engines/jobs';
import { aServerForClients, PlainBrowser, session } from '#engines/testing';
import {
  approve,
  handlers,
  issueResult,
  jobs,
  passOn,
  propose,
  receiveDossier,
  requestSupplement,
} from '../index.ts';

const { house, ctx, hall, server, call, request, aKey, submit, filed } = await aServerForClients();
registerHandlers(handlers);
registerJobs(jobs);
const { reception, processor, approver } = hall;

const onHand = async (by: Ctx, number: string) => ({
  number,
  expectedVersion: (await caseByNumber(by, house.db, number)).version,
});

async function uploaded(bytes: Buffer): Promise<string> {
  const body = { name: 'giay.jpg', type: 'image/jpeg', size: bytes.length };
  const declared = await call('POST', '/attachments', { body });
  expect(declared.status, declared.body).toBe(201);
  const { id } = declared.said<{ id: string }>();
  const half = Math.ceil(bytes.length / 2);
  const first = await call('PUT', `/attachments/${id}`, {
    body: bytes.subarray(0, half),
    headers: { 'upload-offset': '0' },
  });
  expect(first.said<object>(), first.body).toMatchObject({ state: 'uploading', offset: half });
  const rest = { body: bytes.subarray(half), headers: { 'upload-offset': String(half) } };
  const last = await call('PUT', `/attachments/${id}`, rest);
  expect(last.said<object>(), last.body).toMatchObject({ state: 'ready' });
  return id;
}

const paper = Buffer.from('%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n');

async function decided({ code }: { readonly code: string }): Promise<string> {
  await receiveDossier(reception, await onHand(reception, code));
  await passOn(reception, await onHand(reception, code));
  await propose(processor, { ...(await onHand(processor, code)), proposal: 'Cấp bản sao' });
  await approve(approver, await onHand(approver, code));
  const file = await storeUpload(processor, Readable.from([paper]), {
    ...{ name: 'ket-qua.pdf', type: 'application/pdf', purpose: 'dossier-result' },
  });
  await issueResult(processor, {
    ...(await onHand(processor, code)),
    title: 'Bản sao Giấy khai sinh',
    fileId: file.id,
  });
  return code;
}

describe('whose it is', () => {
  test('without a token 401, without the grant 403 that names it, for another client 404', async () => {
    const { code } = await filed();
    expect((await call('POST', '/dossiers', { as: '', body: request(), headers: aKey() })).status).toBe(401);
    const denied = await submit({}, 'reader');
    expect([denied.status, denied.headers['www-authenticate']]).toEqual([
      403,
      'Bearer realm="langso", error="insufficient_scope", scope="dossiers.submit"',
    ]);
    const doors = ['', '/supplement', '/results', '/results/00000000-0000-4000-8000-000000000000'];
    for (const door of doors)
      expect((await call('GET', `/dossiers/${code}${door}`, { as: 'other' })).status, door).toBe(404);
    for (const [door, body] of [
      ['supplement', { words: 'x' }],
      ['withdrawal', { reason: 'Đổi ý' }],
    ] as const)
      expect((await call('POST', `/dossiers/${code}/${door}`, { as: 'other', body })).status).toBe(404);
    const mine = await hall.aDossier();
    expect((await call('GET', `/dossiers/${mine.number}`)).status).toBe(404);
  });

  test('its own can be followed, and each look is told to the person with its purpose', async () => {
    const { code } = await filed();
    const answer = await call('GET', `/dossiers/${code}`, { as: 'reader' });
    expect(answer.said<{ status: unknown }>().status).toEqual({ code: 1, name: 'Mới đăng ký' });
    if (hall.citizen.actor.kind !== 'citizen') throw new Error('a citizen');
    const { id } = await caseByNumber(hall.citizen, house.db, code);
    const looks = await viewsOf(house.db, hall.citizen.actor.personId, {});
    expect(
      looks
        .filter((one) => one.caseId === id)
        .map((one) => one.purpose)
        .sort(),
    ).toEqual(['Phần mềm Sổ nhà (Công ty Nhà Mình) nộp hồ sơ thay', 'Phần mềm Sổ nhà xem hồ sơ đi đến đâu']);
  });

  test('the list pages through its own, each once, and tells what has changed since', async () => {
    const made = [];
    for (let nth = 0; nth < 5; nth++) made.push((await filed()).code);
    await filed({}, 'other');
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const at: string = cursor ? `&cursor=${cursor}` : '';
      const page = (await call('GET', `/dossiers?limit=2${at}`)).said<{
        dossiers: { code: string }[];
        next: string | null;
      }>();
      expect(page.dossiers.length).toBeLessThanOrEqual(2);
      seen.push(...page.dossiers.map((one) => one.code));
      cursor = page.next;
    }
    expect(seen.slice(0, 5)).toEqual(made.reverse());
    expect(new Set(seen).size).toBe(seen.length);
    const later = await call('GET', '/dossiers?changedSince=2026-03-02T02:00:01Z');
    expect(later.said<{ dossiers: { code: string }[] }>().dossiers.map((one) => one.code)).not.toContain(
      made[0],
    );
    expect((await call('GET', '/dossiers?cursor=abc')).status).toBe(400);
    expect((await call('GET', '/dossiers?changedSince=hom-qua')).status).toBe(400);
  });
});

describe('afterwards', () => {
  test('a paper goes up in parts, is looked into, and answers what was asked for', async () => {
    const { code } = await filed();
    expect((await call('GET', `/dossiers/${code}/supplement`)).status).toBe(404);
    const items = ['Ảnh giấy tờ cũ'];
    await requestSupplement(reception, { ...(await onHand(reception, code)), items, reason: 'Mờ' });
    const asked = await call('GET', `/dossiers/${code}/supplement`);
    expect(asked.said<object>()).toMatchObject({ items, reason: 'Mờ' });
    const photo = await sharp({ create: { width: 80, height: 60, channels: 3, background: '#2a7' } })
      .jpeg()
      .toBuffer();
    const id = await uploaded(photo);
    const answer = { attachments: [{ paper: 'old-paper', file: id }] };
    const denied = await call('POST', `/dossiers/${code}/supplement`, { as: 'reader', body: answer });
    expect(denied.status).toBe(403);
    const empty = await call('POST', `/dossiers/${code}/supplement`, { body: {} });
    expect(empty.status).toBe(422);
    const sent = await call('POST', `/dossiers/${code}/supplement`, { body: answer });
    expect(sent.status, sent.body).toBe(200);
    const again = await call('POST', `/dossiers/${code}/supplement`, { body: answer });
    expect(again.status).toBe(409);
    await receiveDossier(reception, await onHand(reception, code));
    const status = (await call('GET', `/dossiers/${code}`)).said<{ status: object; dueAt: string }>();
    expect(status).toMatchObject({ status: { code: 2 }, dueAt: '2026-03-02T10:00:00.000Z' });
  });

  test('what is no picture is refused, and another client neither sees nor uses an upload', async () => {
    const program = Buffer.from('MZ this is a program, whatever its name says'.repeat(5));
    const body = { name: 'giay.jpg', type: 'image/jpeg', size: program.length };
    const { id } = (await call('POST', '/attachments', { body })).said<{ id: string }>();
    const headers = { 'upload-offset': '0' };
    expect((await call('PUT', `/attachments/${id}`, { body: program, headers })).status).toBe(422);
    expect((await call('GET', `/attachments/${id}`, { as: 'other' })).status).toBe(404);
    expect((await call('PUT', `/attachments/${id}`, { as: 'other', body: program, headers })).status).toBe(
      404,
    );
    const tooLarge = { ...body, size: 60_000_000 };
    expect((await call('POST', '/attachments', { body: tooLarge })).status).toBe(422);
    const stolen = await submit({ attachments: [{ paper: 'old-paper', file: id }] }, 'other');
    expect(stolen.status).toBeGreaterThanOrEqual(400);
    expect(stolen.status).toBeLessThan(500);
  });

  test('an upload that nobody used is gone after its time, and a filing with it is refused', async () => {
    const body = { name: 'giay.jpg', type: 'image/jpeg', size: 5000 };
    const { id } = (await call('POST', '/attachments', { body })).said<{ id: string }>();
    ctx.clock.set('2026-03-12T09:00');
    await deleteLooseFiles(ctx);
    expect((await call('GET', `/attachments/${id}`)).status).toBe(404);
    const answer = await submit({ attachments: [{ paper: 'old-paper', file: id }] });
    ctx.clock.set('2026-03-02T09:00');
    expect(answer.status).toBe(422);
  });

  test('a result is fetched only where the person agreed to it', async () => {
    const without = await decided(await filed());
    expect((await call('GET', `/dossiers/${without}/results`)).status).toBe(403);
    const consent = { ...request().consent, results: true };
    const agreed = await decided(await filed({ consent }));
    const { results } = (await call('GET', `/dossiers/${agreed}/results`)).said<{
      results: { file: string }[];
    }>();
    expect(results).toMatchObject([{ title: 'Bản sao Giấy khai sinh' }]);
    const fetched = await call('GET', `/dossiers/${agreed}/results/${results[0]?.file}`);
    expect([fetched.status, fetched.body]).toEqual([200, paper.toString()]);
    const foreign = await call('GET', `/dossiers/${agreed}/results/00000000-0000-4000-8000-000000000000`);
    expect(foreign.status).toBe(404);
  });

  test('it is withdrawn once, with a reason', async () => {
    const { code } = await filed();
    const body = { reason: 'Người nộp đổi ý' };
    // As on the web: not while it waits for reception.
    expect((await call('POST', `/dossiers/${code}/withdrawal`, { body })).status).toBe(409);
    await receiveDossier(reception, await onHand(reception, code));
    await passOn(reception, await onHand(reception, code));
    expect((await call('POST', `/dossiers/${code}/withdrawal`, { body: {} })).status).toBe(400);
    const done = await call('POST', `/dossiers/${code}/withdrawal`, { body });
    expect(done.status, done.body).toBe(200);
    expect((await call('POST', `/dossiers/${code}/withdrawal`, { body })).status).toBe(409);
    expect((await call('GET', `/dossiers/${code}`)).said<object>()).toMatchObject({ status: { code: 7 } });
  });

  test('the person is told who filed, and from her no on it does not exist for the client', async () => {
    const { code } = await filed();
    while ((await deliverDue(ctx)) > 0);
    const [notice] = await house.asOwner('select body from messages.notices where link = $1', [
      `/ho-so/${code}`,
    ]);
    expect(String(notice?.body)).toContain('do phần mềm Sổ nhà của Công ty Nhà Mình nộp thay Ông/Bà');
    const desk = new PlainBrowser(server.app);
    desk.jar.set('phien', await session(ctx, reception));
    await desk.open(`/can-bo/ho-so/${code}`);
    expect(desk.page).toContain('Nộp qua phần mềm Sổ nhà (Công ty Nhà Mình)');
    const browser = new PlainBrowser(server.app);
    browser.jar.set('phien', await session(ctx, hall.citizen));
    await browser.open('/toi/phan-mem');
    expect(browser.page).toContain('Đồng ý trong ứng dụng ngày 01/03/2026');
    await browser.post('/toi/phan-mem/dung', { ma: code });
    expect(browser.page).toContain('Đã dừng. Phần mềm đó không xem được hồ sơ này nữa.');
    expect((await call('GET', `/dossiers/${code}`)).status).toBe(404);
    await browser.post('/toi/phan-mem/dung', { ma: code });
    expect(browser.status).toBe(404);
  });
});
