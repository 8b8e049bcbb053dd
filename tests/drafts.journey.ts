import { describe, expect } from 'vitest';
import { addPhoto, answerBirth, birthOf, fillBirth } from './kit/birth.ts';
import { grandmother, mother, shopkeeper } from './kit/people.ts';
import { phonePhoto } from './kit/photo.ts';
import { inOrder } from './kit/steps.ts';
import { citizenAt, forgetSession, noBrowser, type Walker, withBrowser } from './kit/walker.ts';

withBrowser();

const secretName = 'Đinh Ngọc Mai';

describe.skipIf(noBrowser)('a draft on a telephone that loses its network and is shared', () => {
  const step = inOrder();
  let phone: Walker;
  let draft = '';
  const onShelf = () => phone.page.evaluate(() => JSON.stringify({ ...localStorage }));

  step('what is typed without a network is kept on the phone, sealed, and sent when it is back', async () => {
    phone = await citizenAt('nhap', mother);
    await phone.open('/nop/1.001193');
    await phone.answer({ whom: 'child' });
    await phone.go('Bắt đầu');
    draft = /\/nop\/([0-9a-f-]{36})/.exec(phone.page.url())?.[1] ?? '';
    await phone.answer(birthOf(secretName).filer);
    await phone.go('Tiếp tục');
    await phone.answer(birthOf(secretName).child);
    await phone.context.setOffline(true);
    await phone.touch(phone.named('Tiếp tục'));
    await phone.page.getByText('Chưa có mạng: đã giữ trên máy').waitFor();
    await phone.shot('mat-mang');
    const kept = await onShelf();
    expect(kept).toContain('langso.giu/');
    expect(kept).not.toContain('Mai');
    const arrived = phone.page.waitForURL(/birth-place$/);
    await phone.context.setOffline(false);
    await arrived;
    expect(await onShelf()).not.toContain('langso.giu/');
    await phone.open(`/nop/${draft}/child`);
    expect(await phone.page.locator('[name=child-name]').inputValue()).toBe(secretName);
  });

  step('a page closed while the network was gone gives its answers back', async () => {
    await phone.page.locator('[name=child-origin]').fill('thôn Lạc Hiền, xã Yên Mô');
    await phone.context.setOffline(true);
    await phone.touch(phone.named('Tiếp tục'));
    await phone.page.getByText('Chưa có mạng: đã giữ trên máy').waitFor();
    await phone.open('about:blank');
    await phone.context.setOffline(false);
    await phone.open(`/nop/${draft}/child`);
    await phone.page.getByText('Phần này chưa gửi được lần trước').waitFor();
    expect(await phone.page.locator('[name=child-origin]').inputValue()).toBe('thôn Lạc Hiền, xã Yên Mô');
    await phone.shot('dua-lai');
  });

  step('without a network another page says so, and names no child', async () => {
    await phone.page.evaluate(() => navigator.serviceWorker.ready);
    await phone.context.setOffline(true);
    await phone.open('/ho-so');
    await phone.page.getByText('Đây là bản lưu trong điện thoại').first().waitFor();
    expect(await phone.text()).not.toContain(secretName);
    await phone.shot('trang-mat-mang');
    await phone.context.setOffline(false);
  });

  step('the next user of the same phone never sees any of it', async () => {
    await phone.open(`/nop/${draft}/child`);
    await phone.page.locator('[name=child-origin]').fill('thôn khác');
    await phone.context.setOffline(true);
    await phone.touch(phone.named('Tiếp tục'));
    await phone.page.getByText('Chưa có mạng: đã giữ trên máy').waitFor();
    await phone.open('about:blank');
    await phone.context.setOffline(false);
    await phone.open('/dang-xuat');
    await phone.go(phone.page.locator('main form[action="/dang-xuat"] button'));
    await phone.shot('da-thoat');
    forgetSession(mother.phone);
    expect(await onShelf()).not.toContain('langso.giu/');
    // She goes on, and the grandmother takes the telephone.
    await phone.open('/dang-nhap');
    await phone.signIn(grandmother);
    await phone.open(`/nop/${draft}/child`);
    expect(await phone.text()).not.toContain(secretName);
    await phone.open('/ho-so');
    expect(await phone.text()).not.toContain('Làm giấy khai sinh');
    await phone.page.goBack();
    expect(await phone.text()).not.toContain(secretName);
    await phone.close();
  });

  step(
    'a session that ends before a photo goes up is said, and she comes back to the same screen',
    async () => {
      const walker = await citizenAt('het-phien-anh', shopkeeper);
      await walker.open('/nop/1.001193');
      await walker.answer({ whom: 'child' });
      await walker.go('Bắt đầu');
      await answerBirth(walker, 'Vũ Minh Khang');
      const screen = walker.page.url();
      await walker.context.clearCookies();
      forgetSession(shopkeeper.phone);
      await walker.page
        .locator('input[type=file]')
        .first()
        .setInputFiles(await phonePhoto());
      await walker.page.getByText('Ông/Bà đã thoát khỏi tài khoản').waitFor();
      await walker.shot('anh-chua-gui');
      await walker.go('Đăng nhập lại');
      await walker.signIn(shopkeeper);
      expect(walker.page.url()).toBe(screen);
      await addPhoto(walker, await phonePhoto(), true);
      await walker.close();
    },
  );

  step('a session that has ended on the last step keeps what was filled in', async () => {
    const walker = await citizenAt('het-phien', shopkeeper);
    await fillBirth(walker, 'Vũ Minh Khang', await phonePhoto(), true);
    await walker.answer({ oath: 'yes' });
    const cookies = await walker.context.cookies();
    // The session ends on the server: she signed out on this browser from another tab.
    const other = await walker.context.newPage();
    await other.goto('/dang-xuat');
    await other.locator('main form[action="/dang-xuat"] button').tap();
    await other.getByText('Ông/Bà đã thoát').first().waitFor();
    await other.close();
    await walker.context.addCookies(cookies);
    forgetSession(shopkeeper.phone);
    await walker.go('Nộp hồ sơ');
    await walker.shot('phien-da-het');
    expect(new URL(walker.page.url()).pathname).toBe('/dang-nhap');
    await walker.signIn(shopkeeper);
    await walker.shot('con-nguyen');
    expect(await walker.text()).toContain('Những gì vừa điền vẫn còn');
    await walker.go('Gửi tiếp');
    await walker.shot('da-nop');
    expect(await walker.number()).toMatch(/^H/);
    await walker.close();
  });
});
