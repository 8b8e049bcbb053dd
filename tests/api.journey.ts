import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect } from 'vitest';
import { asOwner, beside } from '../src/apps/testing/filers.ts';
import { obstaclesOn } from './kit/audit.ts';
import { administrator, deskOne, mother } from './kit/people.ts';
import { root } from './kit/program.ts';
import { inOrder } from './kit/steps.ts';
import { citizenAt, noBrowser, officerAt, origin, program, Walker, withBrowser } from './kit/walker.ts';

withBrowser();
const screen = { width: 1366, height: 768 };
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-api-journey-'));
afterAll(() => fs.rmSync(home, { recursive: true, force: true }));

/** The example in the shell, as a programmer runs it; what it says. */
async function example(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const child = spawn('sh', [path.join(root, 'examples/file-a-dossier.sh'), ...words], {
    cwd: home,
    env: { PATH: process.env.PATH, LANGSO_URL: origin, ...env },
  });
  let said = '';
  child.stdout.on('data', (part: Buffer) => {
    said += part.toString();
  });
  child.stderr.on('data', (part: Buffer) => {
    said += part.toString();
  });
  const code = await new Promise<number | null>((end) => child.on('close', end));
  expect(code, said).toBe(0);
  return said.trim();
}

describe.skipIf(noBrowser || !program?.dataDir)('another system files for a person', () => {
  const step = inOrder();
  let client = '';
  let number = '';

  step('a developer reads how to begin and makes a key', async () => {
    const walker = await Walker.take('phan-mem');
    await walker.open('/api');
    await walker.shot('trang-api');
    expect(await walker.text()).not.toContain('Xã chưa mở đăng ký phần mềm');
    expect(await obstaclesOn(walker)).toEqual([]);
    await walker.close();
    expect(await example(['key'])).toBe('khoa-cong-khai.pem');
  });

  step('the administrator registers it', async () => {
    const desk = await officerAt('phan-mem-quan-tri', administrator, screen);
    await desk.open('/can-bo/ket-noi/moi');
    await desk.type('ten', 'Sổ nhà');
    await desk.type('don-vi', 'Công ty Nhà Mình');
    await desk.type('lien-he', 'Chị Lan 0900 000 001');
    for (const grant of ['dossiers.submit', 'dossiers.follow', 'dossiers.answer'])
      await desk.page.locator(`input[name=quyen][value="${grant}"]`).check({ force: true });
    await desk.page.fill(
      'textarea[name=khoa]',
      fs.readFileSync(path.join(home, 'khoa-cong-khai.pem'), 'utf8'),
    );
    await desk.shot('dang-ky');
    await desk.go(desk.page.locator('main form button[type=submit], main form button').last());
    await desk.shot('da-dang-ky');
    client = /[0-9a-f-]{36}/.exec(desk.page.url())?.[0] ?? '';
    expect(client, await desk.text()).not.toBe('');
    await desk.close();
  });

  step('its program files for her and follows', async () => {
    const house = await beside(program?.dataDir ?? '');
    const [person] = await asOwner(
      house,
      `select name, identity_number, birth, sex from people.persons where name = $1 and phone = $2`,
      [mother.name, `+84${mother.phone.slice(1)}`],
    );
    await house.close();
    const env = {
      LANGSO_CLIENT_ID: client,
      PERSON_NAME: mother.name,
      PERSON_NUMBER: String(person?.identity_number),
      PERSON_BIRTH: String(person?.birth),
      PERSON_SEX: String(person?.sex),
    };
    number = await example(['file'], env);
    expect(number).toMatch(/^H42\./);
    expect(await example(['follow', number], env)).toContain('1 Mới đăng ký');
  });

  step('the officer sees through which system it came', async () => {
    const desk = await officerAt('phan-mem-mot-cua', deskOne, screen);
    await desk.open(`/can-bo/ho-so/${number}`);
    await desk.shot('ho-so');
    expect(await desk.text()).toContain('Nộp qua phần mềm Sổ nhà (Công ty Nhà Mình)');
    expect(await obstaclesOn(desk)).toEqual([]);
    await desk.close();
  });

  step('she sees who filed, and stops it', async () => {
    const walker = await citizenAt('phan-mem-dan', mother);
    await walker.open('/toi/phan-mem');
    await walker.shot('phan-mem-nop-thay');
    expect(await walker.text()).toContain('Sổ nhà (Công ty Nhà Mình)');
    expect(await obstaclesOn(walker)).toEqual([]);
    await walker.go('Không cho phần mềm này xem nữa');
    await walker.shot('da-dung');
    expect(await walker.text()).toContain('Đã dừng. Phần mềm đó không xem được hồ sơ này nữa.');
    expect(walker.faults).toEqual([]);
    await walker.close();
  });
});
