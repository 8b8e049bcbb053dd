import type { Chosen } from './photo.ts';
import type { Walker } from './walker.ts';

/** Answers of the birth form (1.001193), screen by screen, as the mother of a new child gives them. */
export const birthOf = (childName: string) => {
  const born = new Date(Date.now() - 6 * 86_400_000);
  return {
    filer: { 'filer-relation': 'mother' },
    child: {
      'child-name': childName,
      'child-birth-day': String(born.getDate()),
      'child-birth-month': String(born.getMonth() + 1),
      'child-birth-year': String(born.getFullYear()),
      'over-sixty-days': 'no',
      'child-sex': 'female',
      'child-ethnic': '01',
      'child-nationality': 'VN',
      'child-origin': 'xã Yên Mô, tỉnh Ninh Bình',
    },
    'birth-place': {
      'birth-where': 'facility',
      'birth-address': 'xã Yên Mô, tỉnh Ninh Bình',
      'birth-proof': 'hospital-paper',
    },
    facility: { 'birth-facility': 'Trung tâm Y tế Yên Mô' },
    parents: { 'parents-known': 'mother-only' },
    result: { deliver: 'counter' },
  };
};

/** From the first group's screen to the screen of papers. */
export async function answerBirth(walker: Walker, childName: string, shoot = false): Promise<void> {
  const answers = birthOf(childName);
  const next = async (name: string) => {
    if (shoot) await walker.shot(name);
    await walker.go('Tiếp tục');
  };
  await walker.answer(answers.filer);
  await next('nguoi-di-khai');
  await walker.answer(answers.child);
  await next('nguoi-duoc-khai-sinh');
  await walker.answer(answers['birth-place']);
  if ((await walker.page.locator('[name=birth-facility]').count()) === 0) await next('noi-sinh');
  await walker.answer(answers.facility);
  await next('noi-sinh-hoi-them');
  await walker.answer(answers.parents);
  await next('cha-me');
  // The mother's own data stand there already.
  await next('me');
  await walker.answer(answers.result);
  await next('nhan-ket-qua');
}

/** The photo goes up: in the background with scripts, with the form without. */
export async function addPhoto(walker: Walker, photo: Chosen, scripts: boolean): Promise<void> {
  const box = walker.page.locator('input[type=file]').first();
  walker.taps += 2;
  await box.setInputFiles({ ...photo });
  if (scripts) await walker.page.getByText('Đã gửi xong').first().waitFor();
  else await walker.go('Tải ảnh đã chọn lên');
}

/** From the start page to the check: for journeys that are about what comes before or after. */
export async function fillBirth(
  walker: Walker,
  childName: string,
  photo: Chosen,
  scripts: boolean,
): Promise<void> {
  await walker.open('/nop/1.001193');
  await walker.answer({ whom: 'child' });
  await walker.go('Bắt đầu');
  await answerBirth(walker, childName);
  await addPhoto(walker, photo, scripts);
  await walker.go('Tiếp tục');
  await walker.go('Tiếp tục');
}

/** Files a whole dossier and gives its code. */
export async function fileBirth(
  walker: Walker,
  childName: string,
  photo: Chosen,
  scripts: boolean,
): Promise<string> {
  await fillBirth(walker, childName, photo, scripts);
  await walker.answer({ oath: 'yes' });
  await walker.go('Nộp hồ sơ');
  return walker.number();
}
