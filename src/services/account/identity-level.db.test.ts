import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, expect, test } from 'vitest';
import { type Ability, abilities, type IdentityLevel, openSession, reaches, signUp } from '#engines/access';
import { as, type Citizen, tx } from '#engines/database';
import { openFileStore, storeUpload } from '#engines/files';
import { aCommune, aServer, PlainBrowser, type TestCtx, testCtx, testDb } from '#engines/testing';
import { routes as dossierRoutes } from '#services/dossiers';
import { routes as dataRoutes } from '#services/personaldata';
import { setDirectFiling } from '#services/procedures';
import { routes as representationRoutes } from '#services/representation';
import { routes } from './index.ts';

const house = await testDb();
const ctx: TestCtx = testCtx(house, { at: '2026-03-02T09:00' });
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-level-'));
openFileStore({ dir });
afterAll(() => fs.rmSync(dir, { recursive: true, force: true }));
const home = await aCommune(house, ctx);
await tx(ctx, (t) => setDirectFiling(t, '14701', 'thử', ctx.now()));
const server = await aServer(house, ctx, [
  ...routes,
  ...dossierRoutes,
  ...dataRoutes,
  ...representationRoutes,
]);
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

interface Walker {
  readonly browser: PlainBrowser;
  readonly number: string;
  readonly fileId: string;
}

let made = 0;
/** A person with a dossier whose result is out, in a session of this level. */
async function aWalker(level: IdentityLevel, account: 'self-made' | 'proven'): Promise<Walker> {
  const name = `Đinh Thị Mức ${'ABCDEFG'[made]}`;
  const phone = `09210${String(++made).padStart(5, '0')}`;
  const actor = account === 'proven' ? await proven(name, phone) : await selfMade(name, phone);
  const who = as(ctx, { ...actor, level });
  const { number } = await home.aDossier(who);
  const file = await storeUpload(who, Readable.from(picture), {
    ...{ name: 'ket-qua.png', type: 'image/png', purpose: 'dossier-paper' },
  });
  await house.asOwner(
    `insert into dossiers.results (case_id, unit_id, persons, title, file_id, issued_at)
     select id, unit_id, array[$2]::uuid[], 'Bản sao trích lục', $3, submitted_at from cases.cases where number = $1`,
    [number, actor.personId, file.id],
  );
  const browser = new PlainBrowser(server.app);
  const { accountId } = actor;
  browser.jar.set('phien', await tx(ctx, (t) => openSession(ctx, t, { accountId, device: 'thử', level })));
  return { browser, number, fileId: file.id };
}
async function proven(name: string, phone: string): Promise<Citizen> {
  const { actor } = await home.aCitizen(name, phone);
  if (actor.kind !== 'citizen') throw new Error('a citizen');
  await house.asOwner('update people.persons set identity_number = $2 where id = $1', [
    actor.personId,
    `0371850${String(made).padStart(5, '0')}`,
  ]);
  await house.asOwner(`update access.accounts set level = 'vneid' where id = $1`, [actor.accountId]);
  await tx(as(ctx, home.reception.actor), (t) => t.look({ persons: [actor.personId], purpose: 'help' }));
  return actor;
}
async function selfMade(name: string, phone: string): Promise<Citizen> {
  const accountId = await tx(ctx, (t) => signUp(ctx, t, { name, phone }));
  const [row] = await house.asOwner('select person_id from access.accounts where id = $1', [accountId]);
  const personId = String(row?.person_id);
  const scope = { units: [], fields: null, persons: [personId] };
  return { kind: 'citizen', accountId, personId, name, scope };
}

const startsForm = async ({ browser }: Walker) => {
  await browser.open('/nop/2.000635');
  await browser.post('/nop/2.000635', { whom: 'self', name: '' });
  return browser.path.startsWith('/nop/') && browser.status === 200;
};

/** From the first screen of the form to the dossier's number, every box by hand. */
async function files(who: Walker): Promise<boolean> {
  const { browser } = who;
  if (!(await startsForm(who))) return false;
  const draft = browser.path.split('/')[2] ?? '';
  const screens: readonly (readonly [string, Record<string, string>])[] = [
    [
      'filer',
      {
        ...{ 'for-whom': 'self', 'filer-name': 'Đinh Thị Mức', 'filer-address': 'xã Yên Mô' },
        'filer-phone': '0921000001',
      },
    ],
    [
      'subject',
      {
        ...{ 'subject-name': 'Đinh Thị Mức', 'subject-birth-year': '1980', 'subject-sex': 'female' },
        'subject-nationality': 'VN',
      },
    ],
    ['records/0', { 'record-kind': 'birth', 'record-place': 'Xã Yên Hòa', copies: '1' }],
    ['result', { deliver: 'counter' }],
    ['nhan-ket-qua', { phone: '0921000001' }],
    ['kiem-tra', { oath: 'yes' }],
  ];
  for (const [screen, answers] of screens) {
    await browser.open(`/nop/${draft}/${screen}`);
    await browser.post(`/nop/${draft}/${screen}`, answers);
  }
  return browser.path.endsWith('/da-nop') && browser.status === 200;
}

/** Whether it works, tried as her browser would. Opening at home is VNeID's own way in and has no page here. */
const tries: Readonly<Record<Exclude<Ability, 'open-at-home'>, (who: Walker) => Promise<boolean>>> = {
  'look-up': async ({ browser }) => (await browser.open('/tra-cuu')).status === 200,
  'file-by-hand': files,
  'follow-own': async ({ browser, number }) => (await browser.open(`/ho-so/${number}`)).status === 200,
  'own-record': async ({ browser }) => /037[^<]*\d{4}/.test((await browser.open('/toi')).page),
  prefill: async (who) => (await startsForm(who)) && /value="0371850\d{5}"/.test(who.browser.page),
  'act-for-family': async ({ browser }) => {
    await browser.open('/toi/uy-quyen');
    await browser.post('/toi/uy-quyen', { ten: 'Không Có Ai', so: '037180000000', viec: 'all' });
    return browser.page.includes('Không tìm thấy người');
  },
  'see-results': async ({ browser, number, fileId }) =>
    (await browser.open(`/ho-so/${number}/tep/${fileId}`)).status === 200,
  'who-looked': async ({ browser }) => (await browser.open('/toi/ai-da-xem')).page.includes('Giúp nộp hồ sơ'),
  'data-requests': async ({ browser }) => {
    await browser.open('/toi/yeu-cau/moi');
    await browser.post('/toi/yeu-cau/moi', { quyen: 'access', 'noi-dung': 'Xin xem thông tin của tôi.' });
    return browser.status !== 403;
  },
};

const walkers = [
  ['unproven', 'self-made'],
  ['unproven', 'proven'],
  ['counter', 'proven'],
  ['vneid', 'proven'],
] as const;

for (const [level, account] of walkers)
  test(`what a session of level ${level} in a ${account} account opens is what the table says`, async () => {
    const who = await aWalker(level, account);
    // A form is filled from whom the account stands for: proof ends every session that knew less (sign-up tests).
    const left = level === 'unproven' && account === 'proven' ? ['prefill'] : [];
    for (const [ability, attempt] of Object.entries(tries).filter(([name]) => !left.includes(name)))
      expect([ability, await attempt(who)]).toEqual([ability, reaches(level, ability as Ability)]);
  });

test('the table is what is walked', () => {
  expect(Object.keys(tries).sort()).toEqual(
    Object.keys(abilities)
      .filter((ability) => ability !== 'open-at-home')
      .sort(),
  );
});
