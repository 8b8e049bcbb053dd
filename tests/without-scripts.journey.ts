import { describe, expect } from 'vitest';
import { addPhoto, answerBirth } from './kit/birth.ts';
import { act, findByName } from './kit/desk.ts';
import { chairman, deskOne, deskTwo, husband, registrar } from './kit/people.ts';
import { lookAt, phonePhoto, scan } from './kit/photo.ts';
import { inOrder } from './kit/steps.ts';
import { citizenAt, noBrowser, officerAt, origin, type Walker, withBrowser } from './kit/walker.ts';

withBrowser();

const childName = 'Phạm Gia Hân';

describe.skipIf(noBrowser)('the main job, without scripts', () => {
  const step = inOrder();
  const plain = { scripts: false };
  let number = '';
  let citizen: Walker;

  step('a father signs in with a code, says which of the two on the telephone he is, and files', async () => {
    citizen = await citizenAt('khong-script', husband, plain);
    await citizen.open('/thu-tuc?q=lam+giay+khai+sinh');
    await citizen.go(citizen.page.locator('main a[href="/thu-tuc/1.001193"]').first());
    await citizen.go(citizen.page.locator('main a[href="/nop/1.001193"]').first());
    await citizen.answer({ whom: 'child' });
    await citizen.go('Bắt đầu');
    await answerBirth(citizen, childName);
    // Going on without the photo is stopped with a sentence; the answers stay.
    await citizen.go('Tiếp tục');
    expect(await citizen.text()).toContain('Còn thiếu ảnh: Giấy chứng sinh');
    await citizen.shot('thieu-anh');
    await addPhoto(citizen, await phonePhoto(), false);
    await citizen.shot('giay-to');
    await citizen.go('Tiếp tục');
    await citizen.go('Tiếp tục');
    await citizen.go('Nộp hồ sơ');
    expect(await citizen.text()).toContain('chưa đánh dấu vào ô cam đoan');
    await citizen.answer({ oath: 'yes' });
    await citizen.go('Nộp hồ sơ');
    number = await citizen.number();
    await citizen.shot('bien-nhan');
  });

  step('the photo is upright and clean although no script touched it', async () => {
    await citizen.open(`/ho-so/${number}`);
    const link = await citizen.page.locator(`a[href^="/ho-so/${number}/tep/"]`).first().getAttribute('href');
    const kept = await lookAt(await (await citizen.context.request.get(`${origin}${link}`)).body());
    expect({ exif: kept.exif, isUpright: kept.isUpright }).toEqual({ exif: undefined, isUpright: true });
  });

  step('the desk asks once for what is missing, and he answers in place', async () => {
    const desk = await officerAt('khong-script-mot-cua', deskTwo, plain);
    await findByName(desk, 'pham gia han', number);
    await act(desk, 'request-supplement', {
      items: 'Ảnh giấy chứng sinh chụp rõ hơn\nGiấy xác nhận nơi sinh',
      reason: 'Ảnh mờ, không đọc được số.',
    });
    await desk.shot('da-yeu-cau-bo-sung');
    expect(await desk.page.locator('#viec-request-supplement').count()).toBe(0);
    await citizen.open(`/ho-so/${number}`);
    await citizen.shot('can-bo-sung');
    await citizen.go('Gửi phần bổ sung');
    expect(await citizen.text()).toContain('chưa gửi giấy tờ hay lời giải thích nào');
    await citizen.page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ ...(await phonePhoto('ro-hon.jpg')) });
    await citizen.type('words', 'Tôi gửi ảnh chụp lại.');
    await citizen.go('Gửi phần bổ sung');
    expect(await citizen.text()).toContain('Đã gửi phần bổ sung');
    await citizen.shot('da-bo-sung');
    await desk.open(`/can-bo/ho-so/${number}`);
    expect(await desk.text()).toContain('Tôi gửi ảnh chụp lại.');
    await desk.close();
  });

  step('received, passed on, proposed, approved, issued, handed over', async () => {
    const desk = await officerAt('khong-script-mot-cua-1', deskOne, plain);
    await desk.open(`/can-bo/ho-so/${number}`);
    await act(desk, 'receive');
    await act(desk, 'pass-on', { assignee: registrar.name });
    const registry = await officerAt('khong-script-ho-tich', registrar, plain);
    await registry.open(`/can-bo/ho-so/${number}`);
    await act(registry, 'propose', { proposal: 'Đủ điều kiện.' });
    const top = await officerAt('khong-script-chu-tich', chairman, plain);
    await top.open(`/can-bo/ho-so/${number}`);
    await act(top, 'return', { reason: 'Ghi thêm quê quán cho đủ.' });
    await registry.open(`/can-bo/ho-so/${number}`);
    expect(await registry.text()).toContain('Ghi thêm quê quán cho đủ.');
    await act(registry, 'propose', { proposal: 'Đã ghi đủ quê quán.' });
    await top.open(`/can-bo/ho-so/${number}`);
    await act(top, 'approve');
    await registry.open(`/can-bo/ho-so/${number}`);
    await act(registry, 'issue-result', { paperNumber: '02/2026' }, await scan());
    await registry.shot('da-ban-hanh');
    await desk.open(`/can-bo/ho-so/${number}`);
    await act(desk, 'hand-over-result');
    for (const walker of [desk, registry, top]) await walker.close();
  });

  step('he takes the result, writes to the office and rates', async () => {
    await citizen.open(`/ho-so/${number}`);
    await citizen.type('message', 'Cảm ơn cán bộ.');
    await citizen.go('Gửi tin nhắn');
    expect(await citizen.text()).toContain('Cảm ơn cán bộ.');
    await citizen.answer({ score: '2', criteria: 'Chi phí' });
    await citizen.go('Gửi đánh giá');
    expect(await citizen.text()).toContain('Cảm ơn Ông/Bà đã đánh giá');
    await citizen.shot('da-danh-gia');
    await citizen.close();
  });
});
