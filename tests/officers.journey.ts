import { beforeAll, describe, expect, test } from 'vitest';
import { fileBirth } from './kit/birth.ts';
import { act } from './kit/desk.ts';
import { deskOne, deskTwo, mother, registrar } from './kit/people.ts';
import { phonePhoto } from './kit/photo.ts';
import { citizenAt, noBrowser, officerAt, Walker, withBrowser } from './kit/walker.ts';

withBrowser();

describe.skipIf(noBrowser)('dossiers that do not go straight', () => {
  const numbers: string[] = [];
  const plain = { scripts: false };

  beforeAll(async () => {
    const citizen = await citizenAt('can-bo-nop', mother, plain);
    for (const name of ['Đinh Văn Một', 'Đinh Văn Hai', 'Đinh Văn Ba'])
      numbers.push(await fileBirth(citizen, name, await phonePhoto(), false));
    await citizen.close();
  });

  test('of two officers on one dossier the second is told what the first did, and keeps what he typed', async () => {
    const [number] = numbers;
    const first = await officerAt('hai-can-bo-1', deskOne);
    const second = await officerAt('hai-can-bo-2', deskTwo);
    await first.open(`/can-bo/ho-so/${number}`);
    await second.open(`/can-bo/ho-so/${number}`);
    await act(first, 'receive');
    await act(second, 'refuse', { reason: 'Hồ sơ nộp trùng.' });
    await second.shot('bi-truoc');
    const text = await second.text();
    expect(text).toContain('Nguyễn Thị Hạnh');
    expect(text).toMatch(/vừa tiếp nhận hồ sơ này|vừa tiếp nhận/);
    expect(text).toContain('Hồ sơ nộp trùng.');
    await first.open(`/can-bo/ho-so/${number}`);
    expect(await first.text()).toContain('Được tiếp nhận');
    await first.close();
    await second.close();
  });

  test('a suspension stops the clock with reason and paper, a resumption starts it again', async () => {
    const [number] = numbers;
    const desk = await officerAt('tam-dung-mot-cua', deskOne);
    await desk.open(`/can-bo/ho-so/${number}`);
    await act(desk, 'pass-on', { assignee: registrar.name });
    await desk.close();
    const registry = await officerAt('tam-dung', registrar);
    await registry.open(`/can-bo/ho-so/${number}`);
    await act(registry, 'suspend', { reason: 'Chờ xác minh nơi sinh' });
    await registry.shot('thieu-van-ban');
    expect(await registry.text()).toMatch(/văn bản/);
    await act(registry, 'suspend', { reason: 'Chờ xác minh nơi sinh', paper: '15/CV-UBND ngày 24/11/2026' });
    await registry.shot('da-tam-dung');
    expect(await registry.text()).toContain('Tạm dừng thời hạn');
    expect(await registry.text()).toContain('15/CV-UBND');
    const citizen = await citizenAt('tam-dung-dan', mother, plain);
    await citizen.open(`/ho-so/${number}`);
    await citizen.shot('dan-xem');
    expect(await citizen.text()).toContain('Đang tạm dừng tính ngày');
    await registry.open(`/can-bo/ho-so/${number}`);
    await act(registry, 'resume', { reason: 'Đã có trả lời' });
    await registry.shot('tinh-tiep');
    expect(await registry.text()).toMatch(/Hẹn trả \d+ giờ/);
    await citizen.open(`/ho-so/${number}`);
    expect(await citizen.text()).not.toContain('Đang tạm dừng tính ngày');
    // While it is worked on she may take it back.
    await citizen.go('Tôi muốn rút hồ sơ này');
    await citizen.shot('rut');
    await citizen.type('reason', 'Tôi nộp nhầm.');
    await citizen.go('Rút hồ sơ');
    await citizen.shot('da-rut');
    expect(await citizen.text()).toContain('Đã rút');
    await registry.open(`/can-bo/ho-so/${number}`);
    expect(await registry.text()).toContain('Tôi nộp nhầm.');
    expect(await registry.page.locator('form[id^="viec-"]').count()).toBe(0);
    await citizen.close();
    await registry.close();
  });

  test('a refusal needs a reason, and she reads it', async () => {
    const number = numbers[1];
    const desk = await officerAt('tu-choi', deskTwo);
    await desk.open(`/can-bo/ho-so/${number}`);
    await act(desk, 'refuse');
    await desk.shot('thieu-ly-do');
    expect(await desk.text()).toContain('chưa ghi lý do');
    await act(desk, 'refuse', { reason: 'Trẻ đã có giấy khai sinh số 12/2026. Không phải làm lại.' });
    await desk.close();
    const citizen = await citizenAt('tu-choi-dan', mother, plain);
    await citizen.open(`/ho-so/${number}`);
    await citizen.shot('ly-do');
    expect(await citizen.text()).toContain('Trẻ đã có giấy khai sinh số 12/2026');
    await citizen.open('/toi/hop-thu');
    expect(await citizen.text()).toContain('không được tiếp nhận');
    await citizen.close();
  });

  test('tracking without signing in shows no name, and wrong digits are limited', async () => {
    const number = numbers[2] ?? '';
    const stranger = await Walker.take('tra-cuu', plain);
    const ask = async (digits: string) => {
      await stranger.open('/tra-cuu');
      await stranger.type('ma', number.toLowerCase());
      await stranger.type('so', digits);
      await stranger.go('Xem tình trạng');
    };
    await ask(mother.phone.slice(-4));
    await stranger.shot('dung-so');
    expect(await stranger.text()).toContain('Đã gửi, chờ tiếp nhận');
    expect(await stranger.text()).not.toMatch(/Đinh|Lành/);
    for (const digits of ['1111', '2222', '3333', '4444', '5555']) {
      await ask(digits);
      expect(await stranger.text()).toContain('Không tìm thấy hồ sơ');
    }
    await ask(mother.phone.slice(-4));
    await stranger.shot('thu-nhieu-lan');
    expect(await stranger.text()).toContain('đã thử nhiều lần');
    await stranger.close();
  });
});
