import { describe, expect, test } from 'vitest';
import { obstaclesOn } from './kit/audit.ts';
import { administrator, mother } from './kit/people.ts';
import { qrReader, readCode } from './kit/qr.ts';
import { inOrder } from './kit/steps.ts';
import { citizenAt, noBrowser, officerAt, origin, Walker, withBrowser } from './kit/walker.ts';

withBrowser();

const declaration = {
  'for-whom': 'self',
  'subject-name': 'Đinh Thị Lụa Mẫu',
  'subject-birth-day': '2',
  'subject-birth-month': '4',
  'subject-birth-year': '1990',
  'subject-sex': 'female',
  'filer-phone': '0900 000 001',
  'permanent-address': 'thôn Liên Trì, xã Yên Mô, tỉnh Ninh Bình',
  'stay-address': 'số 5, phường Hoa Lư, tỉnh Ninh Bình',
  'stay-kind': 'rented',
  'stay-from-day': '1',
  'stay-from-month': '12',
  'stay-from-year': '2026',
  'stay-months': '12',
  'stay-why': 'đi làm 👷',
  'is-head': 'yes',
};

for (const scripts of [true, false])
  describe.skipIf(noBrowser)(`the catalogue, ${scripts ? 'on a telephone' : 'without scripts'}`, () => {
    const step = inOrder();
    const name = scripts ? 'danh-muc' : 'danh-muc-khong-script';
    let walker: Walker;
    const noObstacles = async () => {
      if (scripts) expect(await obstaclesOn(walker)).toEqual([]);
      expect(walker.faults).toEqual([]);
    };

    step('from what happened in the house to the procedure, its posting and its code', async () => {
      walker = await Walker.take(name, { scripts });
      await walker.open('/');
      await walker.go('Có người mất');
      await walker.shot('viec-trong-nha');
      await noObstacles();
      await walker.go(walker.page.locator('main a[href="/thu-tuc/1.000656"]').first());
      await walker.shot('thu-tuc');
      await noObstacles();
      await walker.go('Bản in để niêm yết');
      await walker.shot('niem-yet');
      await noObstacles();
      expect(await walker.text()).toContain('Căn cứ pháp lý');
      await walker.open('/thu-tuc/1.000656');
      await walker.go('Mã QR lớn để dán bảng');
      await walker.shot('ma-qr');
      await noObstacles();
    });

    test.skipIf(!qrReader)(
      'codes are read by zbarimg (skipped where zbar-tools is not installed)',
      async () => {
        // As sharp as a telephone, or as paper.
        const sharp = await Walker.take(`${name}-ma`, { scripts, scale: 3 });
        const address = `${origin}/thu-tuc/1.000656`;
        for (const page of ['ma-qr', 'niem-yet']) {
          await sharp.open(`/thu-tuc/1.000656/${page}`);
          expect(await readCode(sharp, '.qr')).toEqual([address]);
        }
        await sharp.open('/thu-tuc/theo-linh-vuc/ho-tich/ma-qr');
        const codes = await sharp.page.locator('.qr-sheet li').count();
        expect(codes).toBeGreaterThan(8);
        for (const nth of [1, 2, codes])
          expect(await readCode(sharp, `.qr-sheet li:nth-child(${nth}) .qr`)).toEqual([
            expect.stringMatching(new RegExp(`^${origin}/thu-tuc/\\d\\.\\d{6}$`)),
          ]);
        await sharp.close();
      },
    );

    step('a field, its pages, and a search within it', async () => {
      await walker.open('/thu-tuc');
      await walker.shot('danh-muc');
      await noObstacles();
      await walker.go(walker.page.locator('main a[href="/thu-tuc/theo-linh-vuc/ho-tich"]').first());
      await walker.shot('linh-vuc');
      await noObstacles();
      await walker.type('q', 'giam ho');
      await walker.go('Tìm');
      expect(await walker.text()).toContain('giám hộ');
      await noObstacles();
    });

    step('a passport is answered with where to go', async () => {
      await walker.open('/');
      await walker.type('q', 'hộ chiếu');
      await walker.go('Tìm');
      expect(await walker.text()).toContain('Công an tỉnh, phòng Quản lý xuất nhập cảnh');
      await walker.shot('ho-chieu');
      await noObstacles();
    });

    step('a prepared form is filled with sentences that help, and printed', async () => {
      await walker.open('/thu-tuc/1.004194');
      await walker.go('Điền sẵn tờ khai');
      await noObstacles();
      await walker.go('Xem và in tờ khai');
      expect(await walker.text()).toContain('Ông/Bà chưa điền mục “Nơi xin tạm trú”');
      await walker.shot('to-khai-con-thieu');
      await noObstacles();
      await walker.answer(declaration);
      await walker.go('Xem và in tờ khai');
      // The landlord's name is asked only of those who rent.
      expect(await walker.text()).toContain('Câu trả lời của Ông/Bà cần thêm vài ô nữa');
      await walker.answer({ 'owner-name': 'Vũ Văn Khoát Mẫu' });
      await walker.go('Thêm người');
      await walker.answer({
        'members.0.member-name': 'Phạm Thị Sen Mẫu',
        'members.0.member-birth-year': '2019',
      });
      await walker.answer({ 'members.0.member-sex': 'female', 'members.0.member-relation': 'con' });
      await walker.go('Xem và in tờ khai');
      await walker.shot('to-khai');
      await noObstacles();
      const text = await walker.text();
      for (const said of [
        'Đinh Thị Lụa Mẫu',
        '02/04/1990',
        'Vũ Văn Khoát Mẫu',
        'Phạm Thị Sen Mẫu',
        'đi làm 👷',
      ])
        expect(text).toContain(said);
      const paper = await walker.page.pdf({ preferCSSPageSize: true });
      const sheets = paper.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
      expect(sheets).toBeGreaterThanOrEqual(1);
      expect(sheets).toBeLessThanOrEqual(2);
      await walker.go('Sửa lại');
      expect(await walker.page.locator('[name=stay-why]').inputValue()).toBe('đi làm 👷');
      expect(await walker.page.locator('[name="members.0.member-name"]').inputValue()).toBe(
        'Phạm Thị Sen Mẫu',
      );
      await walker.close();
    });
  });

describe.skipIf(noBrowser)('who is known, and what was not found', () => {
  test('a mother who is signed in finds her own declaration begun', async () => {
    const walker = await citizenAt('danh-muc-to-khai', mother);
    await walker.open('/thu-tuc/1.004194/to-khai');
    await walker.answer({ 'for-whom': 'self' });
    await walker.go('Xem và in tờ khai');
    expect(await walker.page.locator('[name=subject-name]').inputValue()).toBe(mother.name);
    await walker.shot('dien-san');
    expect(await obstaclesOn(walker)).toEqual([]);
    await walker.close();
  });

  test('an officer sees what was searched in vain and goes on to the everyday words', async () => {
    const visitor = await Walker.take('danh-muc-tim');
    await visitor.open('/thu-tuc?q=giấy+phép+nuôi+khủng+long');
    await visitor.shot('khong-thay');
    await visitor.open('/thu-tuc?q=zwxkq+vvbnm');
    expect(await visitor.text()).toContain('Chưa tìm thấy việc nào như');
    await visitor.open('/thu-tuc?q=0912345678');
    await visitor.close();
    const officer = await officerAt('danh-muc-can-bo', administrator, { width: 1366, height: 768 });
    await officer.open('/can-bo/thu-tuc/tim-khong-thay');
    await officer.shot('tim-khong-thay');
    expect(await officer.text()).toContain('zwxkq vvbnm');
    expect(await officer.text()).not.toContain('0912345678');
    expect(await obstaclesOn(officer)).toEqual([]);
    const link = officer.page.locator('a[href="/can-bo/thu-tuc/tu-dong-nghia?tu=zwxkq%20vvbnm"]');
    expect(await link.count()).toBe(1);
    await officer.close();
  });
});
