import type { Actor } from '#engines/database';

/** The authority whose site this is: shown in the header and the footer of every page. */
export interface Site {
  /** «Xã Yên Mô» */
  readonly name: string;
  /** «Tỉnh Ninh Bình» */
  readonly above: string;
  readonly address: string;
  readonly phone: string;
  readonly hours: string;
  /** True shows the banner that says that figures and people are invented. */
  readonly demo: boolean;
  /** A sentence at the head of every page while something is wrong (no room left, work going on). */
  readonly alert?: string | undefined;
  readonly citizenNav: readonly NavItem[];
  readonly officerNav: readonly NavItem[];
}

export interface NavItem {
  readonly href: string;
  readonly label: string;
  /** A Tabler icon name: `inbox`, `files`. */
  readonly icon: string;
  /** Officers: shown only to posts with this permission. Citizens: shown always. */
  readonly permission?: string;
}

/** Built files by their lasting name: `styles.css`, `shell.js`, `island/photo-upload.js`, `icon.svg`. */
export interface Assets {
  /** The folder that holds them and manifest.json; absent in tests. */
  readonly dir?: string;
  url(name: string): string;
}

/** What any page needs around its own words. An Exchange is a Frame. */
export interface Frame {
  readonly site: Site;
  readonly assets: Assets;
  /** What people type to reach this site, for printed codes and links: `https://dichvu.example.vn`. */
  readonly origin: string;
  readonly actor: Actor;
  /** The hidden field's value (`<Csrf/>`); asking for it gives a visitor without a session a cookie. */
  readonly csrf: string;
  /** A fresh key for forms that must be counted once (`<OnceKey/>`, `once`). */
  readonly onceKey: string;
  /** The path asked for, without query. */
  readonly path: string;
  /** Shown once, from `redirect(to, notice)`. */
  readonly notice: string;
}

/** Pages that the server itself shows. The look is the ui engine's (`systemPages`), passed in by the app. */
export interface SystemPages {
  /** Something is refused, missing or broken. */
  readonly problem: (frame: Frame, problem: PageProblem) => import('preact').VNode;
  /** The database is away: keep the page, try again; the posted fields are in it. */
  readonly unavailable: (frame: Frame, retry: Repost | undefined, message?: string) => import('preact').VNode;
  /** After signing in again: what was posted when the session had ended, ready to be sent on. */
  readonly resume: (frame: Frame, kept: Repost) => import('preact').VNode;
  readonly offline: (frame: Frame) => import('preact').VNode;
}

export interface PageProblem {
  readonly status: number;
  readonly title: string;
  readonly message: string;
  /** The number under which a fault was logged. */
  readonly reference?: string;
}

export interface Repost {
  readonly action: string;
  readonly fields: readonly (readonly [string, string])[];
}
