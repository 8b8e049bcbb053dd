import type { Chosen } from './photo.ts';
import type { Walker } from './walker.ts';

/** Finds a dossier as an officer does, by a name typed without marks, and opens it. */
export async function findByName(walker: Walker, words: string, number: string): Promise<void> {
  await walker.open('/can-bo');
  await walker.type('tim', words);
  await walker.go('Lọc và tìm');
  await walker.go(walker.page.locator(`a[href="/can-bo/ho-so/${number}"]`).first());
}

/** Does one act on the page of the dossier; its form is opened first where it is folded. */
export async function act(
  walker: Walker,
  name: string,
  answers: Readonly<Record<string, string>> = {},
  file?: Chosen,
): Promise<void> {
  const form = walker.page.locator(`#viec-${name}`);
  if (!(await form.isVisible()))
    await walker.touch(walker.page.locator('details', { has: form }).locator('summary').first());
  for (const [field, value] of Object.entries(answers)) {
    const box = form.locator(`[name="${field}"]`).first();
    if ((await box.evaluate((el) => el.tagName)) === 'SELECT')
      await box.selectOption(await optionFor(walker, box, value));
    else await box.fill(value);
  }
  if (file) await form.locator('input[type=file]').setInputFiles({ ...file });
  await walker.go(form.locator('button[type=submit]'));
}

/** Officers choose a colleague by name. */
async function optionFor(
  _walker: Walker,
  box: ReturnType<Walker['page']['locator']>,
  words: string,
): Promise<string> {
  const values = await box
    .locator('option')
    .evaluateAll((all) =>
      all.map((o) => ({ value: (o as HTMLOptionElement).value, label: o.textContent ?? '' })),
    );
  const found = values.find((o) => o.value === words) ?? values.find((o) => o.label.includes(words));
  if (!found) throw new Error(`no choice «${words}» among ${values.map((o) => o.label).join(' | ')}`);
  return found.value;
}

/** A figure of the leader's first screen. */
export async function figure(walker: Walker, label: string): Promise<number> {
  const stat = walker.page.locator('a', { hasText: label }).first();
  const text = (await stat.textContent()) ?? '';
  return Number(text.replace(label, '').replace(/\D/g, ''));
}
