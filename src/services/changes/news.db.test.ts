import { expect, test } from 'vitest';
import type { Ctx } from '#engines/database';
import { inboxOf } from '#engines/messages';
import { aCommune, testCtx, testDb } from '#engines/testing';
import {
  approve,
  changeCounts,
  openChange,
  rewrite,
  sendBack,
  startChange,
  submit,
  withdraw,
  withValue,
} from './index.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-11-24T09:00' });
const home = await aCommune(house, ctx);
const away = await aCommune(house, ctx, '14702');
const author = await home.anOfficer({ role: 'administrator', title: 'Quản trị', name: 'Dương Hải Long' });
const second = await home.anOfficer({ role: 'administrator', title: 'Quản trị 2', name: 'Lê Thị Hai' });
const stranger = await away.anOfficer({ role: 'leader', title: 'Chủ tịch xã bên', name: 'Người Xã Bên' });

const noticesOf = async ({ actor }: Ctx) =>
  actor.kind === 'officer' ? inboxOf(house.db, actor.personId, { limit: 20, offset: 0 }) : [];
const titlesOf = async (who: Ctx) => (await noticesOf(who)).map((one) => one.title.split(':')[0]);
const waiting = async (who: Ctx) => (await changeCounts(who))['/can-bo/thay-doi'];

async function submitted(amount: number, from = '2026-11-25'): Promise<string> {
  const id = await startChange(author, { kind: 'procedure', subject: '2.000635' });
  await rewrite(author, id, (content) => ({
    content: withValue(content, ['definition', 'fees', '0', 'amount'], amount),
  }));
  await submit(author, id, { reason: 'Nghị quyết 12/2026/NQ-HĐND', effectiveFrom: from });
  return id;
}
const versionOf = async (id: string) => (await openChange(home.leader, id)).change.version;

test('a submitted change is told to everybody who may decide on it, and to nobody else', async () => {
  const id = await submitted(11_000);
  for (const decider of [second, home.leader, home.approver]) {
    expect(await waiting(decider)).toBe(1);
    const [notice] = await noticesOf(decider);
    expect(notice).toMatchObject({ kind: 'change', link: `/can-bo/thay-doi/${id}` });
    expect(notice?.body).toContain('Nghị quyết 12/2026/NQ-HĐND');
  }
  for (const other of [author, home.processor, home.reception, stranger]) {
    expect(await waiting(other)).toBeUndefined();
    expect(await noticesOf(other)).toHaveLength(0);
  }
  await sendBack(home.leader, id, await versionOf(id), 'Sai mức phí');
});

test('the author is told what became of it, with the words and the day', async () => {
  expect(await titlesOf(author)).toEqual(['Trả lại để sửa']);
  expect((await noticesOf(author))[0]?.body).toContain('Sai mức phí');
  expect(await waiting(second)).toBeUndefined();
  const id = await submitted(12_000);
  await approve(home.leader, id, await versionOf(id), '');
  const agreed = (await noticesOf(author)).find((one) => one.title.startsWith('Đã được duyệt'));
  expect(agreed?.body).toContain('Có hiệu lực từ 25/11/2026');
  await withdraw(second, id);
  expect((await titlesOf(author)).sort()).toEqual(['Trả lại để sửa', 'Đã rút', 'Đã được duyệt'].sort());
});

test('what its author gives up herself is no news to her', async () => {
  const before = (await noticesOf(author)).length;
  const id = await startChange(author, { kind: 'procedure', subject: '2.000635' });
  await withdraw(author, id);
  expect(await noticesOf(author)).toHaveLength(before);
});
