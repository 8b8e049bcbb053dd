import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type Ctx, tx } from '#engines/database';
import { aCommune, aServer, PlainBrowser, session, testCtx, testDb } from '#engines/testing';
import { importPersonalData } from '#services/personaldata';
import { setDirectFiling } from '#services/procedures';
import { routes, wireServices } from './parts.ts';
import { root } from './root.ts';

/**
 * Everybody walks to every page that links lead to, and posts every form found there with what nobody should type.
 * Whatever comes of it: the program has a sentence for it, and gives back what was typed.
 */
const house = await testDb();
const ctx = testCtx(house, { at: '2026-03-02T09:00' });
wireServices();
const home = await aCommune(house, ctx);
await tx(ctx, (t) => setDirectFiling(t, '14701', 'thử', ctx.now()));
const law = (name: string) => fs.readFileSync(path.join(root, `data/personal-data/${name}.yaml`), 'utf8');
await tx(ctx, (t) => importPersonalData(t, { purposes: law('purposes'), rights: law('rights') }));
const server = await aServer(house, ctx, routes);
const citizen = await home.aCitizen('Trịnh Thị Lành', '0987654321');
await home.aDossier();
const officers: Ctx[] = [];
for (const role of ['reception', 'processor', 'approver', 'leader', 'administrator'] as const)
  officers.push(await home.anOfficer({ role, title: `Vị trí ${role}`, name: `Lê Thị ${role}` }));

const junk = [
  'Lê 😀 <b>"\u202e',
  'dài '.repeat(1250),
  '-1',
  '9'.repeat(40),
  '31/02/2026',
  "';--\u0000\r\n%00",
  '00000000-0000-0000-0000-000000000000',
];
/** Ends what the walk stands on. */
const leaves = /^\/(dang-xuat|toi\/phien|toi\/vai-tro|dien-thoai-mo-phong)/;
const eachRoute = 2;

interface Field {
  readonly name: string;
  readonly kind: string;
  readonly value: string;
}
interface Form {
  readonly action: string;
  readonly fields: readonly Field[];
}

const unescaped = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
const attribute = (tag: string, name: string): string =>
  unescaped(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

function formsIn(page: string): Form[] {
  return [...page.matchAll(/<form\b((?:[^>"]|"[^"]*")*)>([\s\S]*?)<\/form>/g)]
    .filter(([, tag = '']) => /method="post"/i.test(tag) && !/multipart/.test(tag))
    .map(([, tag = '', inside = '']) => ({
      action: attribute(` ${tag}`, 'action'),
      fields: fieldsIn(inside),
    }));
}

function fieldsIn(inside: string): Field[] {
  const boxes = [...inside.matchAll(/<input\b(?:[^>"]|"[^"]*")*>/g)].map(([tag]) => ({
    ...{
      name: attribute(tag, 'name'),
      kind: attribute(tag, 'type') || 'text',
      value: attribute(tag, 'value'),
    },
  }));
  const texts = [...inside.matchAll(/<textarea\b(?:[^>"]|"[^"]*")*>([^<]*)/g)].map(([tag, value = '']) => ({
    ...{ name: attribute(tag, 'name'), kind: 'text', value: unescaped(value) },
  }));
  const lists = [...inside.matchAll(/<select\b(?:[^>"]|"[^"]*")*>[\s\S]*?<\/select>/g)].map(([tag]) => ({
    ...{
      name: attribute(tag, 'name'),
      kind: 'select',
      value: attribute(tag.split('<option').at(-1) ?? '', 'value'),
    },
  }));
  return [...boxes, ...texts, ...lists].filter(({ name, kind }) => name !== '' && kind !== 'file');
}

const typedInto = /^(text|search|tel|email|url|number)$/;
const isSecret = /mat-khau|^ma$|code/;
const squeezed = (text: string): string =>
  text.normalize('NFC').replaceAll('\u0000', '').replace(/\s+/g, ' ').trim();

/** What a person would have to type again: boxes that come back under their name with something else in them. */
function lost(page: string, typed: ReadonlyMap<string, string>): string[] {
  const back = new Map(
    formsIn(page).flatMap((form) => form.fields.map((field) => [field.name, field] as const)),
  );
  return [...typed].flatMap(([name, value]) => {
    const field = back.get(name);
    if (value === '' || !field || !typedInto.test(field.kind) || isSecret.test(name)) return [];
    return squeezed(value).startsWith(squeezed(field.value)) && field.value !== '' ? [] : [name];
  });
}

const shapeOf = (path: string): string =>
  path.replace(/[0-9a-f-]{36}|H\d[\w.-]+|\d+\.\d{6}|\d+/g, ':id').replace(/\?.*$/, '');

async function walk(who: Ctx): Promise<string[]> {
  const faults: string[] = [];
  const browser = new PlainBrowser(server.app);
  const status = () => browser.status;
  const signIn = async () => browser.jar.set('phien', await session(ctx, who));
  await signIn();
  const isOfficer = who.actor.kind === 'officer';
  const paths = server.routes
    .filter((route) => route.method === 'GET' && !route.url.includes(':') && !route.url.startsWith('/api'))
    .map((route) => route.url)
    .filter((path) => path.startsWith('/can-bo') === isOfficer || path.startsWith('/toi'));
  const seen = new Map<string, number>();
  const done = new Set<string>();
  for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
    const shape = shapeOf(path);
    if (leaves.test(path) || (seen.get(shape) ?? 0) >= eachRoute) continue;
    seen.set(shape, (seen.get(shape) ?? 0) + 1);
    await browser.open(path);
    if (status() >= 500) faults.push(`GET ${path}: ${status()}`);
    if (status() !== 200) continue;
    paths.push(
      ...[...browser.page.matchAll(/href="(\/[^"#]*)/g)]
        .map(([, to = '']) => unescaped(to))
        .filter((to) => to !== path),
    );
    for (const form of formsIn(browser.page)) {
      const key = `${shapeOf(form.action)} ${form.fields.map(({ name }) => name).join()}`;
      if (form.action === '' || leaves.test(form.action) || done.has(key)) continue;
      done.add(key);
      for (const [nth, bad] of [undefined, ...junk].entries()) {
        await browser.open(path);
        if (status() !== 200) break;
        const typed = new Map(
          [...form.fields]
            // Of choices the first one stands.
            .reverse()
            .filter(({ kind, name }) => kind !== 'hidden' || !name.startsWith('_'))
            .map(({ name, kind, value }, i) => [
              name,
              bad === undefined || kind === 'hidden' || ((i + nth) % 2 === 0 && !typedInto.test(kind))
                ? value
                : bad,
            ]),
        );
        const own = form.fields
          .filter(({ name }) => name.startsWith('_'))
          .map(({ name, value }) => [name, value]);
        await browser.post(form.action, { ...Object.fromEntries(own), ...Object.fromEntries(typed) });
        if (status() >= 500) faults.push(`POST ${form.action} (${bad?.slice(0, 12)}): ${status()}`);
        if (status() === 422)
          for (const name of lost(browser.page, typed))
            faults.push(`POST ${form.action} loses ${name} (${bad?.slice(0, 12)})`);
        // What was accepted all the same leads on.
        if (status() === 200) paths.push(browser.path);
        await signIn();
      }
    }
  }
  expect(done.size).toBeGreaterThan(2);
  return [...new Set(faults)];
}

test.each([
  ['a citizen', citizen],
  ...officers.map(
    (officer) => [officer.actor.kind === 'officer' ? officer.actor.postTitle : '', officer] as const,
  ),
] as const)(
  'junk in every form has a sentence and costs nobody what she typed: %s',
  { timeout: 300_000 },
  async (_, who) => {
    expect(await walk(who)).toEqual([]);
  },
);
