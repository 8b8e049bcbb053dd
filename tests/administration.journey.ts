import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { obstaclesOn } from './kit/audit.ts';
import { forgetProgram, guardProgram, newProgram, type Program, root } from './kit/program.ts';
import { noBrowser, Walker, withBrowser } from './kit/walker.ts';

withBrowser();

const wide = { width: 1366, height: 768 };
const administrator = { name: 'Dương Hải Long', phone: '0912 345 678', password: 'con đò bến cũ 2026' };
const registrar = { name: 'Bùi Thị Ngát', phone: '0912 345 679', password: 'hoa gạo tháng ba 2026' };
const deputy = { name: 'Lê Minh Khôi', phone: '0912 345 680', password: 'cây đa giếng nước 2026' };

/** A house in production, empty: what an operator has on Monday morning. */
let empty: Program;
let child: ChildProcess | undefined;
let said = '';

beforeAll(async () => {
  if (noBrowser) return;
  empty = await newProgram();
  const own = /^(LANGSO_|DATABASE_|PORT$|NODE_OPTIONS$|VITEST)/;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
  const args = ['build/cli.js', 'start', '--port', String(empty.port), '--data', empty.dataDir];
  child = spawn(process.execPath, args, { cwd: root, env: { ...env, LANGSO_MODE: 'production' } });
  fs.writeFileSync(empty.pidFile, String(child.pid));
  guardProgram(empty);
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  for (let tries = 0; !/thiet-lap\/\S+/.test(said); tries++) {
    if (tries > 600 || child.exitCode !== null) throw new Error(`the empty house did not start:\n${said}`);
    await new Promise((later) => setTimeout(later, 100));
  }
});

afterAll(async () => {
  if (!child) return;
  const ended = new Promise((done) => child?.once('exit', done));
  child.kill('SIGTERM');
  await ended;
  forgetProgram(empty);
});

const at = (path: string) => `${empty.origin}${path}`;
const submit = (walker: Walker) => walker.go(walker.page.locator('main form button[type=submit]').first());
const codesOn = (walker: Walker) => walker.page.locator('[data-code]').allTextContents();

async function signIn(walker: Walker, who: { phone: string; password: string }, code: string): Promise<void> {
  await walker.open(at('/can-bo/dang-nhap'));
  await walker.answer({ ten: who.phone, 'mat-khau': who.password });
  await submit(walker);
  await walker.type('ma', code);
  await submit(walker);
}

/** Makes an officer for a post and lets her set her password by the link; the codes of her sheet. */
async function bringIn(desk: Walker, post: string, who: typeof registrar): Promise<string[]> {
  await desk.open(at('/can-bo/quan-tri/vi-tri'));
  await desk.go(desk.page.getByRole('link', { name: post, exact: true }).first());
  await desk.go('Mời người chưa có tài khoản');
  await desk.answer({
    'ho-ten': who.name,
    'gioi-tinh': 'female',
    'nam-sinh': '1988',
    'dien-thoai': who.phone,
  });
  await submit(desk);
  await desk.shot('duong-dan');
  const link = (await desk.page.locator('[data-link]').textContent()) ?? '';
  const phone = await Walker.take('nhan-vi-tri');
  await phone.open(link);
  expect(await phone.text()).toContain(post);
  expect(await obstaclesOn(phone)).toEqual([]);
  await phone.answer({ 'mat-khau': who.password, 'mat-khau-lai': who.password });
  await submit(phone);
  await phone.shot('to-ma');
  const codes = await codesOn(phone);
  expect(codes).toHaveLength(10);
  await phone.open(link);
  expect(await phone.text()).toContain('không còn dùng được');
  await phone.close();
  return codes;
}

describe.skipIf(noBrowser)('an empty house on Monday morning', () => {
  let desk: Walker;
  let codes: string[] = [];
  let registrarCodes: string[] = [];
  let deputyCodes: string[] = [];

  test('its public pages hold nothing of the demo', async () => {
    const visitor = await Walker.take('nha-trong', { scripts: false });
    for (const path of ['/', '/thu-tuc', '/dang-nhap', '/dia-chi', '/niem-phong-nhat-ky']) {
      await visitor.open(at(path));
      expect(await visitor.text()).not.toMatch(/trình diễn|mô phỏng/i);
    }
    expect((await fetch(at('/dien-thoai-mo-phong'))).status).toBe(404);
    await visitor.close();
  });

  test('the link on the console makes the first administrator, who signs in with a printed code', async () => {
    const link = /(http:\S+thiet-lap\/\S+)/.exec(said)?.[1] ?? '';
    desk = await Walker.take('thiet-lap', wide);
    await desk.open(link);
    await desk.shot('lan-dau');
    expect(await obstaclesOn(desk)).toEqual([]);
    const own = { 'ho-ten': administrator.name, 'gioi-tinh': 'male', 'nam-sinh': '1984' };
    await desk.answer({ ...own, 'dien-thoai': administrator.phone, xa: 'không có xã này' });
    await desk.answer({ 'mat-khau': administrator.password, 'mat-khau-lai': administrator.password });
    await submit(desk);
    expect(await desk.text()).toContain('Không tìm thấy xã, phường này');
    await desk.answer({ xa: '14701' });
    await desk.answer({ 'mat-khau': administrator.password, 'mat-khau-lai': administrator.password });
    await submit(desk);
    await desk.shot('to-ma');
    codes = await codesOn(desk);
    expect(codes).toHaveLength(10);
    await desk.open(link);
    expect(await desk.text()).toContain('không còn dùng được');
    await signIn(desk, administrator, codes[0] ?? '');
    expect(await desk.text()).toContain('Xã chưa thiết lập xong');
    expect(await desk.text()).toContain('Xã Yên Mô');
  });

  test('the wizard asks for contact, hours and posts, and says what is still missing', async () => {
    await desk.go('Thiết lập tiếp');
    await desk.answer({ 'dia-chi': 'Xóm Chùa, xã Yên Mô, tỉnh Ninh Bình', 'dien-thoai': '' });
    await submit(desk);
    expect(await desk.text()).toContain('Vui lòng ghi số điện thoại');
    await desk.answer({ 'dien-thoai': '0229 3 867 001' });
    await desk.shot('lien-he');
    expect(await obstaclesOn(desk)).toEqual([]);
    await submit(desk);
    await desk.shot('vi-tri');
    expect(await obstaclesOn(desk)).toEqual([]);
    await submit(desk);
    expect(await desk.text()).toContain('Đã lập 10 vị trí');
    await desk.open(at('/can-bo/quan-tri/thiet-lap/tin-nhan'));
    expect(await desk.text()).toContain('Chưa có cổng tin nhắn');
    await desk.open(at('/can-bo/quan-tri/thiet-lap/san-sang'));
    await desk.shot('san-sang');
    expect(await obstaclesOn(desk)).toEqual([]);
    expect(await desk.text()).toContain('Còn 3 việc bắt buộc chưa xong');
    const visitor = await Walker.take('chan-trang', { scripts: false });
    await visitor.open(at('/'));
    expect(await visitor.text()).toContain('0229 3 867 001');
    await visitor.close();
  });

  test('officers come in by their links and work', async () => {
    registrarCodes = await bringIn(desk, 'Công chức Tư pháp – Hộ tịch', registrar);
    deputyCodes = await bringIn(desk, 'Cán bộ tiếp nhận và trả kết quả, quầy 1', deputy);
    const officer = await Walker.take('can-bo-moi', wide);
    await signIn(officer, registrar, registrarCodes[0] ?? '');
    await officer.shot('ban-lam-viec');
    expect(new URL(officer.page.url()).pathname).toBe('/can-bo');
    // The same code a second time is worth nothing.
    const again = await Walker.take('ma-cu', { scripts: false });
    await signIn(again, registrar, registrarCodes[0] ?? '');
    expect(await again.text()).toContain('Mã chưa đúng');
    await again.close();
    await officer.close();
  });

  test('an officer delegates her post; the colleague works in her place and says so; she takes it back', async () => {
    const holder = await Walker.take('uy-quyen-vi-tri', wide);
    await signIn(holder, registrar, registrarCodes[1] ?? '');
    await holder.go('Ủy quyền');
    await holder.touch(holder.page.locator('summary', { hasText: 'Ủy quyền mới' }));
    await submit(holder);
    expect(await holder.text()).toContain('Vui lòng chọn đồng nghiệp');
    const colleagues = await holder.page.locator('[name=nguoi] option').allTextContents();
    const nth = colleagues.findIndex((text) => text.includes(deputy.name));
    await holder.page.locator('[name=nguoi]').selectOption({ index: nth });
    await holder.answer({ 'ly-do': 'Nghỉ phép năm' });
    await holder.go(holder.page.locator('main form:has([name=ly-do]) button[type=submit]'));
    await holder.shot('da-uy-quyen');
    expect(await holder.text()).toContain('Đang thay');
    expect(await obstaclesOn(holder)).toEqual([]);
    const colleague = await Walker.take('lam-thay', wide);
    await colleague.open(at('/can-bo/dang-nhap'));
    await colleague.answer({ ten: deputy.phone, 'mat-khau': deputy.password });
    await submit(colleague);
    await colleague.type('ma', deputyCodes[0] ?? '');
    await submit(colleague);
    await colleague.shot('chon-vi-tri');
    const stand = `Công chức Tư pháp – Hộ tịch (thay ${registrar.name})`;
    await colleague.touch(colleague.page.locator('label', { hasText: stand }));
    await submit(colleague);
    await colleague.shot('dang-thay');
    expect(await colleague.text()).toContain(stand);
    await holder.go('Thôi ủy quyền');
    expect(await holder.text()).toContain('Đã thôi ủy quyền');
    await colleague.open(at('/can-bo'));
    expect(new URL(colleague.page.url()).pathname).toBe('/can-bo/dang-nhap');
    await colleague.close();
    await holder.close();
  });

  test('the administrator reads who did what, each look written down; every screen is free of obstacles', async () => {
    await desk.open(at('/can-bo/quan-tri/nhat-ky/tra-cuu?loai=post.'));
    await desk.shot('nhat-ky');
    expect(await desk.text()).toContain('Ủy quyền vị trí');
    await desk.open(at('/can-bo/quan-tri/nhat-ky/tra-cuu?loai=audit.'));
    expect(await desk.text()).toContain('Tra cứu nhật ký');
    const screens = [
      '',
      '/vi-tri',
      '/vi-tri/moi',
      '/can-bo',
      '/uy-quyen',
      '/don-vi',
      '/nhat-ky',
      '/viec',
      '/tin',
    ];
    for (const screen of [...screens, '/nhat-ky/tra-cuu', '/thiet-lap/vi-tri', '/thiet-lap/tin-nhan']) {
      await desk.open(at(`/can-bo/quan-tri${screen}`));
      expect([screen, await obstaclesOn(desk)]).toEqual([screen, []]);
    }
    await desk.close();
  });

  test('on a phone the public pages for old addresses and daily seals are free of obstacles', async () => {
    const phone = await Walker.take('dia-chi');
    await phone.open(at('/dia-chi'));
    await phone.type('tim', 'xa yen hoa huyen yen mo');
    await phone.go(phone.page.locator('main form button[type=submit]').first());
    await phone.shot('yen-hoa');
    expect(await phone.text()).toContain('Nay là xã Yên Mô');
    expect(await phone.text()).toContain('1674/NQ-UBTVQH15');
    expect(await obstaclesOn(phone)).toEqual([]);
    await phone.open(at('/niem-phong-nhat-ky'));
    expect(await obstaclesOn(phone)).toEqual([]);
    expect(phone.faults).toEqual([]);
    await phone.close();
  });
});
