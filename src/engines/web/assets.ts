import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Assets } from './frame.ts';

export const assetPrefix = '/tai-nguyen/';

/** The files that `buildAssets` wrote to `dir`. */
export function loadAssets(dir: string): Assets {
  const manifest = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')) as Record<string, string>;
  return {
    dir,
    url(name) {
      const file = manifest[name];
      if (!file) throw new Error(`no asset named ${name}: build the assets again`);
      return assetPrefix + file;
    },
  };
}

/** For tests that do not look at scripts and styles. */
export const noAssets: Assets = { url: (name) => assetPrefix + name };
