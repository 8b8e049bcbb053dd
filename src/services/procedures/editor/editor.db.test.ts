import { describe, expect, test } from 'vitest';
import { type Ctx, tx } from '#engines/database';
import { aCommune, testCtx, testDb } from '#engines/testing';
import {
  approve,
  type Json,
  openChange,
  rebase,
  rewrite,
  sendBack,
  startChange,
  submit,
  takeBack,
  withdraw,
  withValue,
} from '#services/changes';
import { currentVersion } from '../catalogue.ts';
import { importProcedures, versionById } from '../index.ts';
import { listVersions } from './store.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-11-24T09:00' });
const home = await aCommune(house, ctx);
const away = await aCommune(house, ctx, '14702');
const admin = await home.anOfficer({ role: 'administrator', title: 'Quản trị', name: 'Dương Hải Long' });
const second = await home.anOfficer({ role: 'administrator', title: 'Quản trị 2', name: 'Lê Thị Hai' });
const stranger = await away.anOfficer({ role: 'leader', title: 'Chủ tịch xã bên', name: 'Người Xã Bên' });
const code = '2.000635';

const begin = (by: Ctx = admin) => startChange(by, { kind: 'procedure', subject: code });
const write = (id: string, path: string[], value: Json, by: Ctx = admin) =>
  rewrite(by, id, (content) => ({ content: withValue(content, path, value) }));
const feePath = ['definition', 'fees', '0', 'amount'];
const send = (id: string, from = '2026-11-25', by: Ctx = admin) =>
  submit(by, id, { reason: 'Nghị quyết 12/2026/NQ-HĐND', effectiveFrom: from });
const versionOf = async (id: string) => (await openChange(home.leader, id)).change.version;
const feeOn = async (day: string) => (await currentVersion(ctx.db, code, day))?.definition.fees[0]?.amount;

/** A change of the fee, agreed to. */
async function feeBecomes(amount: number, from: string): Promise<string> {
  const id = await begin();
  await write(id, feePath, amount);
  await send(id, from);
  await approve(home.leader, id, await versionOf(id), '');
  return id;
}

describe('a change of a procedure', () => {
  test('comes into force on its day, by two persons, and the past stays readable', async () => {
    const dossier = await home.aDossier();
    const [pinned] = await house.asOwner(
      'select version_id from dossiers.dossiers d join cases.cases c on c.id = d.case_id where c.number = $1',
      [dossier.number],
    );
    const before = await feeOn('2026-11-24');
    await feeBecomes(12_345, '2026-11-25');
    expect(await feeOn('2026-11-24')).toBe(before);
    expect(await feeOn('2026-11-25')).toBe(12_345);
    const versions = await ctx.db.many(listVersions, { code });
    expect(versions.map((v) => [v.valid_from, v.valid_to, v.entered, v.approved_by])).toEqual([
      ['2026-11-25', null, 'officer', 'Trần Văn Minh'],
      ['2025-07-01', '2026-11-25', 'import', null],
    ]);
    const old = await versionById(ctx.db, String(pinned?.version_id));
    expect(old?.id).toBe(versions[1]?.id);
    expect(old?.definition.fees[0]?.amount).toBe(before);
    expect(old?.definition.form).toEqual(home.version.definition.form);
  });

  test('is not approved by its author, nor by an officer of another commune, nor by one without the right', async () => {
    const id = await begin();
    await write(id, feePath, 20_000);
    await send(id);
    const version = await versionOf(id);
    await expect(approve(admin, id, version, '')).rejects.toMatchObject({ code: 'changes.own-change' });
    await expect(approve(stranger, id, version, '')).rejects.toMatchObject({ kind: 'missing' });
    await expect(openChange(stranger, id)).rejects.toMatchObject({ kind: 'missing' });
    await expect(approve(home.processor, id, version, '')).rejects.toMatchObject({ kind: 'denied' });
    await expect(startChange(home.leader, { kind: 'procedure', subject: code })).rejects.toMatchObject({
      kind: 'denied',
    });
    await withdraw(admin, id).catch((error) => expect(error.code).toBe('changes.not-withdrawable'));
    await takeBack(admin, id);
    await withdraw(admin, id);
  });

  test('a draft is seen and written by its author alone', async () => {
    const id = await begin();
    await expect(openChange(second, id)).rejects.toMatchObject({ kind: 'missing' });
    await expect(write(id, feePath, 1, second)).rejects.toMatchObject({ kind: 'missing' });
    expect(await begin()).toBe(id);
    await withdraw(admin, id);
  });

  test('two reviewers at the same moment: one decides, the other hears who did', async () => {
    const id = await begin();
    await write(id, feePath, 15_000);
    await send(id, '2026-12-01');
    const version = await versionOf(id);
    const outcomes = await Promise.allSettled([
      approve(home.leader, id, version, ''),
      sendBack(home.approver, id, version, 'Xem lại mức thu.'),
      approve(second, id, version, ''),
    ]);
    expect(outcomes.filter((o) => o.status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: expect.stringMatching(/not-waiting|moved-on/) });
    const open = await openChange(home.leader, id);
    if (open.change.state === 'approved') await withdraw(home.leader, id);
    else await withdraw(admin, id);
    expect(await feeOn('2026-12-02')).toBe(12_345);
  });

  test('agreed to for later may be taken back before its day, and not after', async () => {
    const later = await feeBecomes(30_000, '2026-12-10');
    expect(await feeOn('2026-12-10')).toBe(30_000);
    await withdraw(home.leader, later);
    expect(await feeOn('2026-12-10')).toBe(12_345);
    // The same text may be agreed to again.
    const again = await feeBecomes(30_000, '2026-12-10');
    ctx.clock.set('2026-12-10T08:00');
    expect(await feeOn('2026-12-10')).toBe(30_000);
    await expect(withdraw(home.leader, again)).rejects.toMatchObject({ code: 'changes.in-force' });
    expect(await feeOn('2026-12-09')).toBe(12_345);
  });

  test('names what is wrong where it is wrong, and is not submitted with it', async () => {
    const id = await begin();
    await write(id, feePath, 'mười nghìn');
    const groups = ['definition', 'form', 'groups', '0', 'fields', '0'];
    const open = await openChange(admin, id);
    expect(open.problems.map((p) => p.at)).toEqual([feePath]);
    await expect(send(id, '2026-12-11')).rejects.toMatchObject({ code: 'changes.problems' });
    await write(id, feePath, 9_000);
    const first = home.version.definition.form.groups[0]?.fields[0];
    await write(id, [...groups, 'when'], { field: first?.id ?? '', filled: true });
    const [problem] = (await openChange(admin, id)).problems;
    expect(problem?.at).toEqual([...groups, 'when']);
    expect(problem?.message).toContain('chính câu hỏi đó');
    expect(problem?.message).toContain(first?.label);
    await withdraw(admin, id);
  });

  test('is not dated back, needs its ground, and something must differ', async () => {
    const id = await begin();
    await expect(send(id, '2026-12-11')).rejects.toMatchObject({ code: 'changes.nothing-changed' });
    await write(id, feePath, 9_500);
    await expect(send(id, '2026-12-09')).rejects.toMatchObject({ code: 'changes.past' });
    await expect(submit(admin, id, { reason: ' ', effectiveFrom: '2026-12-11' })).rejects.toMatchObject({
      code: 'changes.no-reason',
    });
    await expect(send(id, '2026-02-30')).rejects.toMatchObject({ code: 'changes.bad-day' });
    await withdraw(admin, id);
  });

  test('whose ground has moved is told so; laid upon the new one it keeps its words', async () => {
    const id = await begin();
    await write(id, ['definition', 'summary'], 'Lời của bản nháp.');
    await send(id, '2026-12-12');
    const other = await begin(second);
    await write(other, feePath, 11_000, second);
    await send(other, '2026-12-11', second);
    await approve(home.leader, other, await versionOf(other), '');
    await expect(approve(home.leader, id, await versionOf(id), '')).rejects.toMatchObject({
      code: 'changes.base-moved',
    });
    await takeBack(admin, id);
    await rebase(admin, id);
    const { change, lines } = await openChange(admin, id);
    expect(change.content).toMatchObject({
      definition: { summary: 'Lời của bản nháp.', fees: [{ amount: 11_000 }] },
    });
    expect(lines).toHaveLength(1);
    await send(id, '2026-12-12');
    await approve(home.leader, id, await versionOf(id), '');
    expect((await currentVersion(ctx.db, code, '2026-12-12'))?.definition.summary).toBe('Lời của bản nháp.');
  });

  test('stays when the files that ship are brought in again', async () => {
    const fs = await import('node:fs');
    const name = fs.readdirSync('data/procedures').find((file) => file.startsWith(code)) ?? '';
    const text = fs
      .readFileSync(`data/procedures/${name}`, 'utf8')
      .replace('summary: ', 'summary: Bản mới của tệp. ');
    const report = await tx(ctx, (t) => importProcedures(t, [{ name, text }], ctx.now()));
    expect(report).toMatchObject({ added: [], replaced: [], kept: [code] });
    expect((await currentVersion(ctx.db, code, '2026-12-12'))?.definition.summary).toBe('Lời của bản nháp.');
  });

  test('leaves a row of the trail and of the audit for each act', async () => {
    const rows = await house.asOwner(
      `select t.verb, (select count(*)::int from audit.entries e where e.subject_id = t.change_id::text and e.verb = 'change.' || t.verb) as audited
         from changes.trail t`,
      [],
    );
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.filter((row) => row.audited === 0)).toEqual([]);
  });
});

test('a file of another commune becomes one change of the catalogue, compared and decided like any other', async () => {
  const { exportCatalogue } = await import('../index.ts');
  const { overlaid } = await import('./catalogue-file.ts');
  const { wholeCatalogue } = await import('./catalogue-kind.ts');
  const { catalogue } = await exportCatalogue(ctx);
  const theirs = {
    ...catalogue,
    procedures: catalogue.procedures.map((one) =>
      one.code === '1.000656'
        ? { ...one, content: withValue(one.content, ['plain_name'], 'Báo tử ở xã bên') }
        : one,
    ),
    synonyms: [...catalogue.synonyms, ['giấy đẻ thử', 'giấy khai sinh thử']],
  };
  const content = overlaid(await wholeCatalogue(ctx.db), theirs);
  const id = await startChange(admin, { kind: 'catalogue', subject: 'catalogue', content });
  const { lines, problems } = await openChange(admin, id);
  expect(problems).toEqual([]);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatchObject({ becomes: 'Báo tử ở xã bên' });
  await send(id, '2026-12-20');
  await approve(home.leader, id, await versionOf(id), '');
  expect((await currentVersion(ctx.db, '1.000656', '2026-12-19'))?.plain_name).not.toBe('Báo tử ở xã bên');
  expect((await currentVersion(ctx.db, '1.000656', '2026-12-20'))?.plain_name).toBe('Báo tử ở xã bên');
});
