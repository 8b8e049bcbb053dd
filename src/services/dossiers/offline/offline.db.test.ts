import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { aCommune, answersFor, testCtx, testDb } from '#engines/testing';
import { keptCatalogue } from './catalogue.ts';
import { handIn } from './hand-in.ts';
import type { Handed } from './kept.ts';
import { snapshotFor } from './snapshot.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-03-02T09:00' });
const commune = await aCommune(house, ctx);
const lan = commune.citizen;
const stranger = await commune.aCitizen('Vũ Thị Khác', '0977111222');
await house.asOwner(`insert into procedures.direct_filing (unit_code, said_by, since)
  values ('14701', 'thử', '2026-01-01') on conflict do nothing`);

const filing = (more: Partial<Handed> = {}): Handed => ({
  ...{ id: randomUUID(), code: '2.000635', versionId: commune.version.id, filingFor: 'self' },
  ...{ subjectPersonId: null, subjectName: null, caseChoice: null, submit: true, photos: [] },
  answers: answersFor('Đinh Thị Lan') as Handed['answers'],
  delivery: { how: 'counter', phone: '0977000000', sms: true },
  ...more,
});
const greeting = { who: 'lan', csrf: 'x' };
const dossiers = async (): Promise<number> =>
  Number((await house.asOwner('select count(*) as n from cases.cases'))[0]?.n);

test('handed in five times at once, and once more a day later: one dossier', async () => {
  const before = await dossiers();
  const one = filing();
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => handIn(lan, one)));
  ctx.clock.set('2026-03-03T09:00');
  const late = await handIn(lan, one);
  expect(late.kind).toBe('submitted');
  for (const outcome of outcomes) if (outcome.status === 'fulfilled') expect(outcome.value).toEqual(late);
  expect(await dossiers()).toBe(before + 1);
});

test('what a phone says is checked as if it had been typed, and what was right is kept as a draft', async () => {
  const answers = structuredClone(filing().answers) as Record<string, Record<string, unknown>>;
  answers.subject = { ...answers.subject, 'subject-birth': '2099', 'never-asked': 'x' };
  const one = filing({ answers: answers as Handed['answers'] });
  const outcome = await handIn(lan, one);
  expect(outcome).toMatchObject({ kind: 'incomplete' });
  const { drafts } = await snapshotFor(lan, greeting);
  const kept = drafts.find((draft) => draft.id === one.id);
  expect(kept?.answers.filer).toMatchObject(answers.filer ?? {});
  expect(JSON.stringify(kept?.answers)).not.toMatch(/2099|never-asked/);
  expect((await handIn(lan, { ...filing(), id: one.id })).kind).toBe('submitted');
});

test('a filing written for a version that was replaced is kept, and she reads what changed first', async () => {
  const one = filing({ versionId: randomUUID() });
  expect(await handIn(lan, one)).toEqual({ kind: 'changed' });
  expect((await snapshotFor(lan, greeting)).drafts.map(({ id }) => id)).toContain(one.id);
});

test('nobody hands in over another’s draft, files for another’s child, or takes another’s photo', async () => {
  const one = filing({ submit: false });
  expect(await handIn(lan, one)).toEqual({ kind: 'saved' });
  await expect(handIn(stranger, one)).rejects.toMatchObject({ kind: 'missing' });
  const child = filing({
    filingFor: 'child',
    subjectPersonId: lan.actor.kind === 'citizen' ? lan.actor.personId : '',
  });
  await expect(handIn(stranger, child)).rejects.toMatchObject({ kind: 'denied' });
  const photo = { paper: 'old-paper', file: randomUUID(), name: 'x.jpg' };
  await expect(handIn(lan, filing({ photos: [photo] }))).rejects.toMatchObject({ kind: 'invalid' });
  await expect(handIn(lan, filing({ id: '../../etc' }))).rejects.toMatchObject({ kind: 'invalid' });
});

test('each account has a seal of its own, the same at every asking', async () => {
  const mine = await snapshotFor(lan, greeting);
  expect(Buffer.from(mine.seal, 'base64')).toHaveLength(32);
  expect((await snapshotFor(lan, greeting)).seal).toBe(mine.seal);
  expect((await snapshotFor(stranger, greeting)).seal).not.toBe(mine.seal);
  expect((await snapshotFor(stranger, greeting)).dossiers).toEqual([]);
});

test('the catalogue holds every procedure with a plain page, forms only where they are filed, and nobody’s data', async () => {
  const { procedures } = await keptCatalogue(ctx);
  expect(procedures.length).toBeGreaterThan(7);
  for (const one of procedures) expect(Boolean(one.questions)).toBe(one.filing !== 'none');
  expect(procedures.find(({ code }) => code === '2.000635')?.sections[0]?.lines[0]).toBeTruthy();
});
