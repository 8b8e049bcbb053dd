import axe from 'axe-core';
import type { CDPSession } from 'playwright-core';
import type { Walker } from './walker.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/** What is wrong with the page for people who see, hear or move with difficulty; empty when nothing is. */
export async function obstaclesOn(walker: Walker): Promise<string[]> {
  const { page } = walker;
  const found = [...(await layoutFaults(walker, 'at 360 px'))];
  const lang = await page.locator('html').getAttribute('lang');
  if (lang !== 'vi') found.push(`lang is ${lang}`);
  if (!/^.{3,} – .+/.test(await page.title())) found.push(`title is «${await page.title()}»`);
  if ((await page.locator('h1').count()) !== 1) found.push(`${await page.locator('h1').count()} h1`);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResult, string[]>(
    (tags) =>
      (globalThis as unknown as { axe: { run(on: Document, options: object): Promise<AxeResult> } }).axe.run(
        document,
        { runOnly: { type: 'tag', values: tags }, rules: { 'heading-order': { enabled: true } } },
      ),
    rules,
  );
  for (const { id, nodes } of violations)
    for (const node of nodes.slice(0, 3)) found.push(`axe ${id}: ${node.html.slice(0, 160)}`);
  return found;
}

/** Half the width is what 200 % zoom leaves of the screen: nothing may be pushed over its edge. */
export async function lossesAtDoubleZoom(walker: Walker): Promise<string[]> {
  const before = walker.page.viewportSize() ?? { width: 360, height: 740 };
  await walker.page.setViewportSize({ width: Math.round(before.width / 2), height: before.height });
  const found = await layoutFaults(walker, 'at 200 % zoom');
  await walker.page.setViewportSize(before);
  return found;
}

async function layoutFaults({ page }: Walker, when: string): Promise<string[]> {
  const [shown, room] = await page.evaluate(() => {
    const root = document.documentElement;
    return [Math.max(root.scrollWidth, document.body.scrollWidth), root.clientWidth];
  });
  if ((shown ?? 0) <= (room ?? 0)) return [];
  const culprits = await page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((el) => el.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .filter((el) => !el.closest('.table-scroll, [data-scrolls]'))
      .slice(0, 3)
      .map((el) => el.outerHTML.slice(0, 120)),
  );
  return [`${when} the page is ${shown} px wide in ${room} px: ${culprits.join(' | ')}`];
}

/** Tabs through the first stops of the page: each must show where the focus is. */
export async function hiddenFocusOn(walker: Walker, stops = 8): Promise<string[]> {
  const { page } = walker;
  const faults: string[] = [];
  for (let i = 0; i < stops; i += 1) {
    await page.keyboard.press('Tab');
    const fault = await page.evaluate(() => {
      const el = document.activeElement;
      if (!el || el === document.body) return '';
      const looks = [el, el.parentElement, el.nextElementSibling].some((one) => {
        if (!one) return false;
        for (const part of [undefined, '::before', '::after']) {
          const style = getComputedStyle(one, part);
          const hasOutline = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2;
          if (hasOutline || style.boxShadow !== 'none') return true;
        }
        return false;
      });
      return looks ? '' : el.outerHTML.slice(0, 140);
    });
    if (fault) faults.push(`no focus is seen on ${fault}`);
  }
  return faults;
}

export interface Weight {
  readonly scripts: number;
  readonly all: number;
}

/** Bytes on the wire of one cold visit, fonts included. */
export async function weigh(walker: Walker, address: string): Promise<Weight> {
  const wire: CDPSession = await walker.context.newCDPSession(walker.page);
  const kinds = new Map<string, string>();
  let scripts = 0;
  let all = 0;
  await wire.send('Network.enable');
  await wire.send('Network.setBypassServiceWorker', { bypass: true });
  await wire.send('Network.clearBrowserCache');
  wire.on('Network.responseReceived', ({ requestId, type, response }) =>
    kinds.set(
      requestId,
      response.url.startsWith('blob:') || response.url.startsWith('data:') ? 'here' : type,
    ),
  );
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (kinds.get(requestId) === 'here') return;
    all += encodedDataLength;
    if (kinds.get(requestId) === 'Script') scripts += encodedDataLength;
  });
  await walker.page.goto(address, { waitUntil: 'networkidle' });
  await wire.detach();
  return { scripts, all };
}
