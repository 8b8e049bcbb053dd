import fs from 'node:fs';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import { chromiumArguments, chromiumPath } from './chromium.ts';
import { officerPassword } from './people.ts';
import { root } from './program.ts';

export const program = inject('program');
/** For `describe.skipIf`: the name of the journey is the one line that says that it was skipped. */
export const noBrowser = program === null;
export const origin = program?.origin ?? '';

const sessionsFile =
  program &&
  path.join(path.dirname(program.pidFile || `/tmp/langso-journey-${program.port}/x`), 'sessions.json');
let browser: Browser | undefined;

/** One Chromium for the journeys of a file. */
export function withBrowser(): void {
  beforeAll(async () => {
    if (chromiumPath)
      browser = await chromium.launch({
        executablePath: chromiumPath,
        args: chromiumArguments,
        env: { ...process.env, LANGUAGE: 'vi' },
      });
  });
  afterAll(() => browser?.close());
}

export interface WalkerOptions {
  readonly scripts?: boolean;
  readonly width?: number;
  readonly height?: number;
  readonly scale?: number;
  /** Another program than the run's own. */
  readonly origin?: string;
}

/** A person with a phone: every tap, every box typed into and every screen that comes is counted. */
export class Walker {
  taps = 0;
  typed = 0;
  screens = 0;
  private shots = 0;
  readonly faults: string[] = [];
  readonly journey: string;
  readonly context: BrowserContext;
  readonly page: Page;
  private constructor(journey: string, context: BrowserContext, page: Page) {
    this.journey = journey;
    this.context = context;
    this.page = page;
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) this.screens += 1;
    });
    // A refused script, a broken picture, an error in an island: none of them may pass unseen.
    page.on('pageerror', (error) => this.faults.push(`${page.url()}: ${error.message}`));
    page.on('console', (line) => {
      const isAnswer = /the server responded with a status of 4|ERR_INTERNET_DISCONNECTED/.test(line.text());
      if (line.type() === 'error' && !isAnswer) this.faults.push(`${page.url()}: ${line.text()}`);
    });
  }

  static async take(journey: string, options: WalkerOptions = {}): Promise<Walker> {
    if (!browser) throw new Error('withBrowser() is called first');
    const context = await browser.newContext({
      baseURL: options.origin ?? origin,
      viewport: { width: options.width ?? 360, height: options.height ?? 740 },
      deviceScaleFactor: options.scale ?? 1,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      hasTouch: true,
      javaScriptEnabled: options.scripts ?? true,
    });
    context.setDefaultTimeout(15_000);
    return new Walker(journey, context, await context.newPage());
  }

  async open(address: string): Promise<void> {
    await this.page.goto(address);
  }

  /** Taps and expects another page: the address or the document changes. */
  async go(what: string | Locator): Promise<void> {
    const at = typeof what === 'string' ? this.named(what) : what;
    this.taps += 1;
    await at.scrollIntoViewIfNeeded();
    const arrived = this.page.waitForEvent('framenavigated', (frame) => frame === this.page.mainFrame());
    await at.tap();
    await arrived;
    await this.page.waitForLoadState('load');
  }

  async touch(at: Locator): Promise<void> {
    this.taps += 1;
    await at.scrollIntoViewIfNeeded();
    await at.tap();
  }

  async type(box: string | Locator, text: string): Promise<void> {
    const at = typeof box === 'string' ? this.page.locator(`[name="${box}"]`).first() : box;
    this.taps += 1;
    this.typed += 1;
    await at.fill(text);
  }

  /** Answers the questions of a screen by the names of their boxes; what already holds the answer is left. */
  async answer(answers: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, value] of Object.entries(answers)) {
      const boxes = this.page.locator(`[name="${name}"]:not([type=hidden])`);
      const first = boxes.first();
      await first.waitFor({ state: 'attached' });
      const kind = await first.evaluate((el) => (el as HTMLInputElement).type);
      if (kind === 'radio' || kind === 'checkbox') {
        const choice = this.page.locator(`[name="${name}"][value="${value}"]`);
        if (await choice.isChecked()) continue;
        await this.touch(this.page.locator(`label[for="${await choice.getAttribute('id')}"]`));
      } else if (kind === 'select-one') {
        if ((await first.inputValue()) === value) continue;
        this.taps += 2;
        await first.selectOption(value);
      } else if ((await first.inputValue()) !== value) await this.type(first, value);
    }
  }

  /** A button or link by what stands on it. */
  named(words: string): Locator {
    const exact = { name: words, exact: true } as const;
    const main = this.page.locator('body');
    return main.getByRole('button', exact).or(main.getByRole('link', exact)).first();
  }

  /** All words of the page. */
  async text(): Promise<string> {
    return (await this.page.locator('body').textContent()) ?? '';
  }

  /** Keeps the whole page as a picture for the eye. */
  async shot(name: string): Promise<void> {
    this.shots += 1;
    const file = `${this.journey}-${String(this.shots).padStart(2, '0')}-${name}.png`;
    await this.page.screenshot({ path: path.join(root, 'artifacts/screens', file), fullPage: true });
  }

  /** The dossier's code on the page. */
  async number(): Promise<string> {
    const found = /H\d+(?:\.\d+)*-\d{6}-\d{4}/.exec(await this.text());
    if (!found) throw new Error(`no code of a dossier on ${this.page.url()}`);
    return found[0];
  }

  async signIn(person: { phone: string; password?: string; name?: string }): Promise<void> {
    await this.type('dien-thoai', person.phone);
    await this.go(this.page.locator('main form button[type=submit]').first());
    await this.type('ma', await codeOf(person.phone));
    await this.go(this.page.locator('main form button[type=submit]').first());
    // Several of a house share a number: she says which one she is, by the first letters of her name.
    if ((await this.page.locator('input[type=radio][name=nguoi]').count()) > 0) {
      await this.shot('ai-dang-nhap');
      await this.touch(this.page.locator('main .choice label').first());
      await this.go(this.page.locator('main form button[type=submit]').first());
    }
    if (person.password && (await this.page.locator('[name=mat-khau]').count()) > 0) {
      await this.type('mat-khau', person.password);
      await this.go(this.page.locator('main form button[type=submit]').first());
    }
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}

/** The code that came last to a simulated telephone. */
export async function codeOf(phone: string, at = origin): Promise<string> {
  const answer = await fetch(`${at}/dien-thoai-mo-phong?so=${phone}`);
  const code = /bubble-text">[^<]*?(\d{6})/.exec(await answer.text())?.[1];
  if (!code) throw new Error(`no code came to ${phone}`);
  return code;
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

/** A citizen who has signed in before on her phone; codes are limited, so a session is used again. */
export async function citizenAt(
  journey: string,
  person: { phone: string; password?: string },
  options: WalkerOptions = {},
): Promise<Walker> {
  const walker = await Walker.take(journey, options);
  await withSession(walker, person.phone, '/toi', async () => {
    await walker.open('/dang-nhap');
    await walker.signIn(person);
  });
  return walker;
}

/** An officer at her desk, also usable on a phone. */
export async function officerAt(
  journey: string,
  officer: { phone: string },
  options: WalkerOptions = {},
): Promise<Walker> {
  const walker = await Walker.take(journey, options);
  await withSession(walker, officer.phone, '/can-bo/dang-nhap', async () => {
    await walker.open('/can-bo/dang-nhap');
    await walker.type('ten', officer.phone);
    await walker.type('mat-khau', officerPassword);
    await walker.go(walker.page.locator('main form button[type=submit]').first());
    await walker.type('ma', await codeOf(officer.phone));
    await walker.go(walker.page.locator('main form button[type=submit]').first());
  });
  return walker;
}

async function withSession(
  walker: Walker,
  key: string,
  probe: string,
  signIn: () => Promise<void>,
): Promise<void> {
  const known = sessions();
  const cookies = known[key];
  if (cookies) {
    await walker.context.addCookies(cookies);
    await walker.open(probe);
    if (!new URL(walker.page.url()).pathname.endsWith('dang-nhap')) return;
    await walker.context.clearCookies();
  }
  await signIn();
  if (sessionsFile) {
    fs.mkdirSync(path.dirname(sessionsFile), { recursive: true });
    fs.writeFileSync(sessionsFile, JSON.stringify({ ...sessions(), [key]: await walker.context.cookies() }));
  }
}

function sessions(): Record<string, Cookies> {
  try {
    return JSON.parse(fs.readFileSync(sessionsFile ?? '', 'utf8'));
  } catch {
    return {};
  }
}

/** Ends the kept session of someone whom a journey has signed out. */
export function forgetSession(phone: string): void {
  if (!sessionsFile) return;
  const { [phone]: _, ...others } = sessions();
  fs.writeFileSync(sessionsFile, JSON.stringify(others));
}
