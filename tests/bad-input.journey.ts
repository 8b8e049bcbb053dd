import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { obstaclesOn } from './kit/audit.ts';
import { answerBirth, birthOf } from './kit/birth.ts';
import { mother } from './kit/people.ts';
import { disguised, heic, hugeFile, phonePhoto } from './kit/photo.ts';
import { root, runCommand, startProgram, stopProgram } from './kit/program.ts';
import { citizenAt, noBrowser, program, type Walker, withBrowser } from './kit/walker.ts';

withBrowser();

const beginBirth = async (walker: Walker): Promise<void> => {
  await walker.open('/nop/1.001193');
  await walker.answer({ whom: 'child' });
  await walker.go('Bắt đầu');
};
const screenOf = (walker: Walker) => new URL(walker.page.url()).pathname.split('/').at(-1);

describe.skipIf(noBrowser)('what people really type and choose', () => {
  for (const scripts of [true, false]) {
    const how = scripts ? 'with scripts' : 'without scripts';

    test(`dates, letters and numbers, ${how}`, async () => {
      const walker = await citizenAt(scripts ? 'sai-nhap' : 'sai-nhap-khong-script', mother, { scripts });
      const { filer, child, parents, facility, ...rest } = birthOf('Đinh Bảo Ân'.normalize('NFD'));
      await beginBirth(walker);
      await walker.answer(filer);
      await walker.go('Tiếp tục');
      // The 31st of February is no day; everything else on the screen stays.
      await walker.answer({
        ...child,
        'child-birth-day': '31',
        'child-birth-month': '2',
        'child-birth-year': '2026',
      });
      await walker.go('Tiếp tục');
      await walker.shot('ngay-khong-co');
      expect(screenOf(walker)).toBe('child');
      expect(await walker.page.locator('.errors').textContent()).toMatch(/[Nn]gày/);
      expect(await walker.page.locator('[name=child-birth-day]').inputValue()).toBe('31');
      expect(await walker.page.locator('[name=child-origin]').inputValue()).toBe(child['child-origin']);
      // Letters composed from base and marks are the same letters.
      await walker.answer(child);
      await walker.go('Tiếp tục');
      await walker.answer(rest['birth-place']);
      await walker.go('Tiếp tục');
      await walker.answer(facility);
      await walker.go('Tiếp tục');
      await walker.answer(parents);
      await walker.go('Tiếp tục');
      // Only the year is remembered, and the number speaks of another century and sex: told once, not refused.
      await walker.answer({
        'mother-birth-day': '',
        'mother-birth-month': '',
        'mother-birth-year': '1990',
        'mother-number': '037299000011',
      });
      await walker.go('Tiếp tục');
      await walker.shot('so-khong-khop');
      expect(screenOf(walker)).toBe('mother');
      expect(await walker.page.locator('.warning').count()).toBeGreaterThan(0);
      expect(await walker.page.locator('.errors').count()).toBe(0);
      await walker.go('Tiếp tục');
      expect(screenOf(walker)).toBe('result');
      // Without a number at all is no mistake either.
      await walker.open(walker.page.url().replace(/[^/]+$/, 'mother'));
      await walker.answer({ 'mother-number': '' });
      await walker.go('Tiếp tục');
      expect(screenOf(walker)).toBe('result');
      await walker.open(walker.page.url().replace(/[^/]+$/, 'kiem-tra'));
      const text = await walker.text();
      expect(text).toContain('Đinh Bảo Ân'.normalize('NFC'));
      expect(text).not.toContain('Đinh Bảo Ân'.normalize('NFD'));
      await walker.shot('kiem-tra');
      await walker.close();
    });

    test(`files that cannot be taken, ${how}`, async () => {
      const walker = await citizenAt(scripts ? 'sai-tep' : 'sai-tep-khong-script', mother, { scripts });
      await beginBirth(walker);
      await answerBirth(walker, 'Đinh Tệp Sai');
      const box = walker.page.locator('input[type=file]').first();
      const choose = async (file: Parameters<typeof box.setInputFiles>[0], sentence: string) => {
        await box.setInputFiles(file);
        if (!scripts) await walker.go('Tải ảnh đã chọn lên');
        await walker.page.getByText(sentence).first().waitFor();
      };
      await choose({ ...heic }, 'dạng HEIC của iPhone');
      await walker.shot('heic');
      await choose({ ...disguised }, scripts ? 'không' : 'chưa nhận được');
      await walker.shot('khong-dung-loai');
      const huge = hugeFile();
      await choose(huge, 'quá');
      await walker.shot('60-mb');
      fs.rmSync(path.dirname(huge), { recursive: true });
      expect(await walker.text()).toMatch(/20 MB/);
      // After all that a good photo goes up, and nothing that was answered is lost.
      await walker.open(walker.page.url().replace(/giay-to.*$/, 'giay-to'));
      await walker.page
        .locator('input[type=file]')
        .first()
        .setInputFiles({ ...(await phonePhoto()) });
      if (scripts) await walker.page.getByText('Đã gửi xong').first().waitFor();
      else await walker.go('Tải ảnh đã chọn lên');
      await walker.go('Tiếp tục');
      expect(screenOf(walker)).toBe('nhan-ket-qua');
      await walker.close();
    });
  }

  test('on a slow phone every screen of the filing still comes', async () => {
    const walker = await citizenAt('may-cham', mother);
    const wire = await walker.context.newCDPSession(walker.page);
    await wire.send('Network.enable');
    await wire.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 400,
      downloadThroughput: 50_000,
      uploadThroughput: 50_000,
    });
    await wire.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    walker.context.setDefaultTimeout(60_000);
    for (const address of ['/', '/thu-tuc?q=cong+chung', '/thu-tuc/1.001193', '/ho-so']) {
      await walker.open(address);
      expect(await walker.page.locator('h1').count()).toBe(1);
    }
    await beginBirth(walker);
    await walker.answer(birthOf('Đinh Máy Chậm').filer);
    await walker.go('Tiếp tục');
    expect(screenOf(walker)).toBe('child');
    await walker.close();
  });

  test.skipIf(!program?.dataDir)(
    'a procedure replaced while a draft is open shows what changed, and keeps the answers',
    async () => {
      if (!program) return;
      const walker = await citizenAt('thay-doi', mother);
      await walker.open('/nop/1.000656');
      await walker.answer({ whom: 'self' });
      await walker.go('Bắt đầu');
      const draft = /\/nop\/([0-9a-f-]{36})/.exec(walker.page.url())?.[1] ?? '';
      const typed = walker.page.locator('main input.box:not([type=hidden])').first();
      const name = (await typed.getAttribute('name')) ?? '';
      await typed.fill('Đinh Thị Lành');
      await walker.go('Lưu lại, làm sau');
      await stopProgram(program);
      const replaced = newDeathProcedure();
      runCommand(program, ['import', 'procedures', replaced]);
      fs.rmSync(path.dirname(replaced), { recursive: true });
      await startProgram(program);
      await walker.open(`/nop/${draft}`);
      await walker.shot('da-thay');
      expect(await obstaclesOn(walker)).toEqual([]);
      const text = await walker.text();
      expect(text).toContain('Thủ tục vừa thay đổi');
      expect(text).toContain('Câu hỏi mới của bản thử');
      await walker.go('Làm tiếp theo bản mới');
      await walker.shot('lam-tiep');
      await walker.open(`/nop/${draft}`);
      const again = walker.page.locator(`[name="${name}"]`).first();
      if (await again.count()) expect(await again.inputValue()).toBe('Đinh Thị Lành');
      await walker.close();
    },
  );
});

/** The death registration with one more question, in force from today. */
function newDeathProcedure(): string {
  const source = fs.readFileSync(path.join(root, 'data/procedures/1.000656-khai-tu.yaml'), 'utf8');
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  const text = source
    .replace(/^valid-from: .*$/m, `valid-from: ${today}`)
    .replace(
      /^( +)fields:\n/m,
      '$1fields:\n$1  - { id: new-question, type: text, label: Câu hỏi mới của bản thử, required: false }\n',
    );
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'langso-thu-tuc-')), '1.000656-khai-tu.yaml');
  fs.writeFileSync(file, text);
  return file;
}
