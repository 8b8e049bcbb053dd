/**
 * ./langso bench [name…] [--record]: programs that say what it costs, in ratios taken inside one run.
 * Each is bundled on the fly; --record keeps the output under the program's heading of bench/RESULTS.md.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(here);
const programs = ['submit', 'queues', 'start', 'pages', 'search', 'sign-in', 'import', 'backup'];
const results = path.join(here, 'RESULTS.md');

const args = process.argv.slice(2);
const record = args.includes('--record');
const asked = args.filter((arg) => !arg.startsWith('--'));
const unknown = asked.filter((name) => !programs.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`Không có phép đo "${unknown.join(', ')}". Có: ${programs.join(', ')}\n`);
  process.exit(1);
}

const out = path.join(root, '.tmp', `bench-${process.pid}`);
mkdirSync(out, { recursive: true });
try {
  if (!existsSync(path.join(root, 'build/.stamp'))) await run([path.join(root, 'build.mjs')]);
  await build({
    absWorkingDir: root,
    entryPoints: [
      ...programs.map((name) => `bench/${name}.ts`),
      'bench/bare.ts',
      'bench/server.tsx',
      'bench/load.ts',
      'bench/attack.ts',
    ],
    outdir: out,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
  });
  for (const name of asked.length > 0 ? asked : programs) {
    process.stderr.write(`\n== ${name}\n`);
    const printed = await run([path.join(out, `${name}.js`)]);
    if (printed === undefined) process.exitCode = 1;
    else if (record) keep(name, printed);
  }
} finally {
  rmSync(out, { recursive: true, force: true });
}

/** What it prints, or undefined when it ends badly. */
function run(command) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--enable-source-maps', ...command], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_ENV: 'production', LANGSO_BENCH_DIR: out },
    });
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      process.stdout.write(chunk);
    });
    child.on('close', (code) => resolve(code === 0 ? printed : undefined));
  });
}

function keep(name, printed) {
  const head =
    '# What it costs\n\nWritten by `./langso bench --record`; each part is one run on one machine.\n';
  const before = existsSync(results) ? readFileSync(results, 'utf8') : head;
  const [opening, ...parts] = before.split(/^## /m);
  const kept = new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')).trim(), part]));
  kept.set(name, `${name}\n\n${printed.trim()}\n`);
  const ordered = programs.filter((p) => kept.has(p)).map((p) => `## ${kept.get(p).trim()}\n`);
  writeFileSync(results, `${opening.trim()}\n\n${ordered.join('\n')}`);
}
