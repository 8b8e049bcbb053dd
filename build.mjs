/**
 * Bundles the program into build/: one file per entry in src/apps, packages left outside, then the assets
 * that browsers load (styles, fonts, islands, service worker). Run by ./langso when a source is newer.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = path.dirname(fileURLToPath(import.meta.url));
const out = path.join(root, 'build');

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await build({
  absWorkingDir: root,
  entryPoints: ['src/apps/cli.ts', 'src/apps/worker.ts', 'src/apps/assets.ts'],
  outdir: 'build',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  sourcemap: true,
  logLevel: 'warning',
});
const assets = spawnSync(process.execPath, [path.join(out, 'assets.js')], { cwd: root, stdio: 'inherit' });
if (assets.status !== 0) process.exit(assets.status ?? 1);
writeFileSync(path.join(out, '.stamp'), '');
