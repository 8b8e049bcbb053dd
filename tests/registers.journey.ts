import { describe, expect } from 'vitest';
import { obstaclesOn } from './kit/audit.ts';
import { deskOne, grandmother } from './kit/people.ts';
import { inOrder } from './kit/steps.ts';
import { noBrowser, officerAt, type Walker, withBrowser } from './kit/walker.ts';

withBrowser();

async function clean(walker: Walker): Promise<void> {
  expect(await obstaclesOn(walker)).toEqual([]);
}

for (const scripts of [true, false])
  describe.skipIf(noBrowser)(`one woman written twice, ${scripts ? 'with' : 'without'} scripts`, () => {
    const step = inOrder();
    let desk: Walker;
    let birth = '';
    let first = '';
    let second = '';
    const ground = { 'ly-do-sua': 'Đối chiếu thẻ căn cước của bà', 'giay-to-sua': 'Thẻ căn cước' };

    step('the officer finds her by a name without marks', async () => {
      desk = await officerAt(`so-dan${scripts ? '' : '-khong-ma'}`, deskOne, {
        ...{ width: 1366, height: 768, scripts },
      });
      await desk.open('/can-bo/so-dan');
      await desk.type('tim', 'ta thi mui');
      await desk.go(desk.page.locator('form:has([name=tim]) button[type=submit]'));
      await desk.shot('tim-thay');
      await desk.go(desk.page.locator('main a', { hasText: grandmother.name }).first());
      first = new URL(desk.page.url()).pathname;
      await desk.shot('nguoi');
      if (scripts) await clean(desk);
      await desk.open(`${first}/sua`);
      birth = await desk.page.locator('[name=ngay-sinh]').inputValue();
    });

    step('an emoji for a name is refused, and what was typed stays', async () => {
      await desk.open('/can-bo/so-dan/them');
      const village = await desk.page.locator('[name=thon] option').nth(1).getAttribute('value');
      await desk.answer({
        ...{ 'ho-ten': 'Mùi 😀', 'gioi-tinh': 'female', 'ngay-sinh': birth, thon: village ?? '' },
        ...ground,
      });
      await desk.go('Ghi vào sổ');
      await desk.shot('ten-khong-dung');
      expect(await desk.page.locator('[name=ho-ten]').inputValue()).toContain('Mùi');
      expect(await desk.page.locator('[name=ngay-sinh]').inputValue()).toBe(birth);
      if (scripts) await clean(desk);
    });

    step('she stands there twice now, and the pair is proposed with its reasons', async () => {
      await desk.answer({ 'ho-ten': grandmother.name });
      await desk.go('Ghi vào sổ');
      second = new URL(desk.page.url()).pathname;
      expect(second).not.toBe(first);
      await desk.open('/can-bo/so-dan/trung');
      await desk.go('Tìm ngay');
      await desk.shot('co-the-trung');
      expect(await desk.text()).toContain('cùng họ tên');
      if (scripts) await clean(desk);
    });

    step('both are laid side by side and made one, with the reason', async () => {
      const [one, other] = [first, second].map((path) => path.split('/').at(-1));
      await desk.open(`/can-bo/so-dan/trung/${one}/${other}`);
      await desk.shot('so-hai-muc');
      if (scripts) await clean(desk);
      const keep = await desk.page
        .locator(`main a[href="${first}"]`)
        .first()
        .evaluate((link) => {
          const cell = link.closest('td');
          return String((cell?.cellIndex ?? 1) || 1);
        });
      await desk.answer({ giu: keep, 'ly-do-gop': 'Cùng một người, ghi hai lần' });
      await desk.go('Gộp thành một người');
      await desk.shot('da-gop');
      expect(await desk.text()).toContain('Đã gộp thành một người');
      // The address of the entry that is gone leads to the person of today.
      await desk.open(second);
      expect(await desk.text()).toContain(grandmother.name);
    });

    step('the trace is read, and they are parted again', async () => {
      await desk.open('/can-bo/so-dan/gop');
      await desk.shot('cac-lan-gop');
      if (scripts) await clean(desk);
      await desk.open(first);
      await desk.type(desk.page.locator('form[action*="/tach"] [name^="ly-do"]').first(), 'Thử tách lại');
      await desk.go('Tách lại');
      expect(await desk.text()).toContain('Đã tách lại');
      await desk.shot('da-tach');
    });

    step('a household opens and fits the paper', async () => {
      await desk.open(first);
      await desk.go(desk.page.locator('main a[href*="/so-dan/ho/"]').first());
      await desk.shot('ho');
      if (scripts) await clean(desk);
      expect(desk.faults).toEqual([]);
      await desk.close();
    });
  });
