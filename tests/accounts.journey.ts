import { afterAll, beforeAll, describe, expect } from 'vitest';
import { type StandIn, startStandIn } from '../src/apps/testing/oidc-provider.ts';
import { hiddenFocusOn, lossesAtDoubleZoom, obstaclesOn } from './kit/audit.ts';
import { deskOne, mother, officerPassword } from './kit/people.ts';
import {
  forgetProgram,
  guardProgram,
  newProgram,
  type Program,
  startProgram,
  stopProgram,
} from './kit/program.ts';
import { inOrder } from './kit/steps.ts';
import { codeOf, noBrowser, Walker, withBrowser } from './kit/walker.ts';

withBrowser();

const self = { phone: '0977100200', name: 'Lường Thị Hoài' };
const card = {
  'so-dinh-danh': '037195000123',
  'ho-ten': self.name,
  'ngay-sinh': '12/09/1995',
  'gioi-tinh': 'female',
};
const neighbour = {
  sub: 'cong-dan-1',
  identity_number: '037188000456',
  name: 'Trịnh Công Viên',
  birthdate: '1988-11-20',
  phone_number: '0977100300',
  acr: '2',
};

/**
 * A program of its own: passkeys need an address with a name, and VNeID a provider, here oidc-provider on this
 * machine.
 */
describe.skipIf(noBrowser)('everybody gets in, each by her own way', () => {
  const step = inOrder();
  let program: Program;
  let origin = '';
  let standIn: StandIn;
  const open: Walker[] = [];
  const take = async (journey: string, desk = false) => {
    const walker = await Walker.take(journey, { origin, ...(desk ? { width: 1366, height: 768 } : {}) });
    open.push(walker);
    return walker;
  };

  beforeAll(async () => {
    program = await newProgram();
    origin = `http://localhost:${program.port}`;
    standIn = await startStandIn({ origins: [origin] });
    standIn.admit(neighbour);
    guardProgram(program);
    await startProgram(program, {
      LANGSO_ORIGIN: origin,
      LANGSO_VNEID_ISSUER: standIn.issuer,
      LANGSO_VNEID_CLIENT_ID: standIn.clientId,
      LANGSO_VNEID_SECRET: standIn.secret,
      LANGSO_VNEID_ACR: '2',
    });
  });
  afterAll(async () => {
    for (const walker of open) await walker.close();
    await stopProgram(program);
    await standIn.stop();
    forgetProgram(program);
  });

  const submit = (walker: Walker) => walker.go(walker.page.locator('main form button[type=submit]').first());
  const code = (phone: string) => codeOf(phone, origin);
  /** Every page on the way is looked at, and nobody is kept out of it. */
  async function look(walker: Walker, name: string): Promise<void> {
    await walker.shot(name);
    const faults = [
      ...(await obstaclesOn(walker)),
      ...(await lossesAtDoubleZoom(walker)),
      ...(await hiddenFocusOn(walker)),
      ...walker.faults.splice(0),
    ];
    expect(faults, walker.page.url()).toEqual([]);
  }

  step('at home: a telephone, its code, a name', async () => {
    const walker = await take('tai-khoan-o-nha');
    await walker.open('/dang-nhap');
    await look(walker, 'dang-nhap');
    await walker.type('dien-thoai', self.phone);
    await submit(walker);
    await look(walker, 'ma');
    await walker.type('ma', await code(self.phone));
    await submit(walker);
    await look(walker, 'ho-ten');
    await walker.type('ho-ten', 'Lường Thị 🌸');
    await submit(walker);
    await look(walker, 'ten-co-hinh');
    expect(await walker.text()).toContain('🌸');
    await walker.type('ho-ten', self.name);
    await submit(walker);
    expect(await walker.text()).toContain('Chưa xác thực');
    await look(walker, 'muc');
    await walker.open('/toi');
    await look(walker, 'trang-cua-toi');
    expect(await walker.text()).not.toContain('1995');
  });

  step('at the counter: an officer with two factors, the card, the code from her telephone', async () => {
    const desk = await take('tai-khoan-o-quay', true);
    await desk.open('/can-bo/dang-nhap');
    await look(desk, 'can-bo-dang-nhap');
    await desk.type('ten', deskOne.phone);
    await desk.type('mat-khau', officerPassword);
    await submit(desk);
    await look(desk, 'can-bo-ma');
    await desk.type('ma', await code(deskOne.phone));
    await submit(desk);
    await desk.open('/can-bo/mo-tai-khoan');
    await look(desk, 'mo-tai-khoan');
    await desk.answer({ ...card, 'dien-thoai': self.phone });
    await submit(desk);
    expect(await desk.text()).toContain('đối chiếu căn cước rồi đánh dấu');
    await look(desk, 'chua-doi-chieu');
    await desk.touch(desk.page.locator('label[for="f-doi-chieu"]'));
    await submit(desk);
    await look(desk, 'ma-nguoi-dan-doc');
    await desk.touch(desk.page.locator('label[for="f-tai-khoan"]'));
    await desk.type('ma', await code(self.phone));
    await submit(desk);
    await look(desk, 'da-mo');
    expect(await desk.text()).toContain(`Đã xác thực tài khoản của ${self.name}`);
  });

  step('proven now, she sees her entry in the register', async () => {
    const walker = await take('tai-khoan-da-xac-thuc');
    await walker.open('/dang-nhap');
    await walker.type('dien-thoai', self.phone);
    await submit(walker);
    await walker.type('ma', await code(self.phone));
    await submit(walker);
    expect(await walker.text()).toContain('12/09/1995');
    await walker.open('/toi/muc-xac-thuc');
    expect(await walker.text()).toContain('Đã xác thực danh tính');
    await look(walker, 'muc');
  });

  step('with VNeID: there, agreed, and back; and the page stays useful while it is away', async () => {
    const walker = await take('tai-khoan-vneid');
    await walker.open('/dang-nhap');
    await walker.go('Đăng nhập bằng VNeID');
    await walker.go(neighbour.name);
    expect(await walker.text()).toContain(neighbour.name);
    await walker.open('/toi/muc-xac-thuc');
    expect(await walker.text()).toContain('VNeID mức 2');
    await look(walker, 'muc');
    const other = await take('tai-khoan-vneid-dung');
    await other.open('/dang-nhap');
    await other.go('Đăng nhập bằng VNeID');
    await other.go('Không đồng ý');
    expect(await other.text()).toContain('đã dừng ở VNeID');
    await look(other, 'da-dung');
    await other.open('/dang-nhap/vneid/ve?state=cua-nguoi-khac&code=x');
    expect(await other.text()).toContain('không bắt đầu từ máy này');
    await look(other, 'khong-bat-dau');
  });

  step('with a fingerprint: set up once, then in without any message', async () => {
    const walker = await take('tai-khoan-van-tay');
    await withAuthenticator(walker);
    await walker.open('/dang-nhap');
    await walker.type('dien-thoai', mother.phone);
    await submit(walker);
    await walker.type('ma', await code(mother.phone));
    await submit(walker);
    await walker.open('/toi/khoa');
    await look(walker, 'chua-cai');
    await walker.go('Cài cho máy này');
    expect(await walker.text()).toContain('Đã cài');
    await look(walker, 'da-cai');
    await signOut(walker);
    await walker.open('/dang-nhap');
    await walker.go('Mở bằng vân tay hoặc khuôn mặt');
    expect(new URL(walker.page.url()).pathname).toBe('/toi');
    expect(await walker.text()).toContain(mother.name);
    await walker.open('/toi/khoa');
    await walker.go('Xóa khỏi tài khoản');
    expect(await walker.text()).toContain('Đã xóa');
    await signOut(walker);
    await walker.open('/dang-nhap');
    await walker.go('Mở bằng vân tay hoặc khuôn mặt');
    expect(await walker.text()).toContain('chưa được cài');
    await look(walker, 'khong-con');
  });

  step('an officer’s key stands for both factors, at the officers’ door', async () => {
    const desk = await take('tai-khoan-khoa-can-bo', true);
    await withAuthenticator(desk);
    await desk.open('/can-bo/dang-nhap');
    await desk.type('ten', deskOne.phone);
    await desk.type('mat-khau', officerPassword);
    await submit(desk);
    await desk.type('ma', await code(deskOne.phone));
    await submit(desk);
    await desk.open('/toi/khoa');
    await desk.go('Cài cho máy này');
    expect(await desk.text()).toContain('Cửa cán bộ');
    await look(desk, 'da-cai');
    await signOut(desk);
    await desk.open('/can-bo/dang-nhap');
    await desk.go('Mở bằng vân tay, khuôn mặt hoặc khóa bảo mật');
    expect(new URL(desk.page.url()).pathname).toBe('/can-bo');
  });

  step('a new number: a code to each telephone, and the old one opens her account no more', async () => {
    const fresh = '0977100777';
    const walker = await take('tai-khoan-doi-so');
    const enter = async (phone: string) => {
      await walker.open('/dang-nhap');
      await walker.type('dien-thoai', phone);
      await submit(walker);
      await walker.type('ma', await code(phone));
      await submit(walker);
    };
    await enter(mother.phone);
    await walker.open('/toi');
    await walker.go('Đổi số điện thoại');
    await look(walker, 'so-moi');
    await walker.type('dien-thoai', fresh);
    await submit(walker);
    await look(walker, 'hai-ma');
    await walker.type('ma-moi', await code(fresh));
    await walker.type('ma-cu', '000000');
    await submit(walker);
    expect(await walker.text()).toContain('Mã gửi đến số đang dùng chưa đúng');
    await look(walker, 'ma-cu-sai');
    await walker.type('ma-cu', await code(mother.phone));
    await submit(walker);
    expect(await walker.text()).toContain('Đã đổi');
    await look(walker, 'da-doi');
    await signOut(walker);
    await enter(fresh);
    await walker.open('/toi');
    expect(await walker.text()).toContain(mother.name);
    await signOut(walker);
    await enter(mother.phone);
    expect(await walker.text()).not.toContain(mother.name);
  });

  step('whoever tries too often is told how long to wait, and where else to go', async () => {
    const walker = await take('tai-khoan-thu-nhieu');
    for (let i = 0; i < 7; i += 1) {
      await walker.open('/dang-nhap');
      await walker.type('dien-thoai', '0977999888');
      await submit(walker);
    }
    expect(await walker.text()).toContain('Vui lòng đợi');
    await look(walker, 'doi');
  });

  async function signOut(walker: Walker): Promise<void> {
    await walker.open('/dang-xuat');
    await submit(walker);
  }
});

/** Chromium's own authenticator in software: a phone with a fingerprint that is always right. */
async function withAuthenticator(walker: Walker): Promise<void> {
  const wire = await walker.context.newCDPSession(walker.page);
  await wire.send('WebAuthn.enable');
  await wire.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}
