import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import type net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { root } from '../root.ts';
import { freePort } from '../testing/postgres.ts';

/** The real web servers with the files that ship, in front of a program that says what it hears. */
const here = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-front-'));
fs.chmodSync(here, 0o755);
const children: ChildProcess[] = [];
afterAll(async () => {
  for (const child of children) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.kill('SIGTERM')) await Promise.race([ended, sleep(3_000)]);
  }
  fs.rmSync(here, { recursive: true, force: true });
});
const exists = (command: string) =>
  spawnSync('sh', ['-c', `PATH=$PATH:/usr/sbin command -v ${command}`]).status === 0;
const shipped = (name: string) =>
  fs.readFileSync(path.join(root, 'deploy', name), 'utf8').replaceAll('/opt/langso', root);

async function aProgram() {
  const server = http.createServer((request, answer) =>
    answer.setHeader('content-type', 'application/json').end(JSON.stringify(request.headers)),
  );
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return { server, port: (server.address() as net.AddressInfo).port };
}

/** What a stranger may try, seen through the server in front. */
async function check(address: string, program: http.Server) {
  const ask = (at: string) =>
    fetch(`${address}${at}`, { headers: { 'x-forwarded-for': '127.0.0.1, 8.8.8.8' } });
  let first: Response | undefined;
  for (let tries = 0; !first && tries < 100; tries++) {
    first = await ask('/').catch(() => undefined);
    if (!first) await sleep(100);
  }
  const heard = (await first?.json()) as Record<string, string>;
  expect(heard['x-forwarded-for'], 'what the stranger claims is not passed on').toBe('127.0.0.1');
  expect((await ask('/metrics')).status).toBe(404);
  program.closeAllConnections();
  await new Promise((done) => program.close(done));
  const away = await ask('/ho-so');
  expect(away.status).toBe(503);
  expect(await away.text()).toContain('Xin chờ ít phút');
}

test.skipIf(!exists('caddy'))(
  'Caddy passes on who asks, hides the measurements, and says when nobody is behind',
  async () => {
    const { server, port } = await aProgram();
    const front = await freePort();
    const file = path.join(here, 'Caddyfile');
    fs.writeFileSync(file, shipped('Caddyfile'));
    const env = { PATH: process.env.PATH, HOME: here, XDG_DATA_HOME: here, XDG_CONFIG_HOME: here };
    // The domain and the log's folder are the operator's; everything else is judged as it ships.
    const own = fs
      .readFileSync(file, 'utf8')
      .replace('dichvu.example.vn {', `http://127.0.0.1:${front} {`)
      .replace('127.0.0.1:8080', `127.0.0.1:${port}`)
      .replace('/var/log/caddy/', `${here}/`);
    fs.writeFileSync(file, `{\n\tadmin off\n}\n${own}`);
    const judged = spawnSync('caddy', ['validate', '--adapter', 'caddyfile', '--config', file], {
      env,
      encoding: 'utf8',
    });
    expect(judged.status, judged.stderr).toBe(0);
    children.push(
      spawn('caddy', ['run', '--adapter', 'caddyfile', '--config', file], { env, stdio: 'ignore' }),
    );
    await check(`http://127.0.0.1:${front}`, server);
    const log = fs.readFileSync(path.join(here, 'langso.log'), 'utf8');
    expect(log).toContain('"status":503');
    expect(log).not.toMatch(/ho-so|8\.8\.8\.8/);
  },
  60_000,
);

test.skipIf(!exists('nginx'))(
  'nginx does the same',
  async () => {
    const { server, port } = await aProgram();
    const [plain, secure] = [await freePort(), await freePort()];
    const key = path.join(here, 'key.pem');
    const made = spawnSync('openssl', [
      ...[
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
      ],
      ...['-subj', '/CN=dichvu.example.vn', '-keyout', key, '-out', path.join(here, 'cert.pem')],
    ]);
    expect(made.status).toBe(0);
    const site = shipped('nginx.conf')
      .replaceAll(/listen \[::\].*\n/g, '\n')
      .replace('listen 80;', `listen 127.0.0.1:${plain};`)
      .replace('listen 443 ssl', `listen 127.0.0.1:${secure} ssl`)
      .replace(/\/etc\/letsencrypt\S+fullchain\.pem/, path.join(here, 'cert.pem'))
      .replace(/\/etc\/letsencrypt\S+privkey\.pem/, key)
      .replace('/var/log/nginx/', `${here}/`)
      .replace('127.0.0.1:8080', `127.0.0.1:${port}`);
    const file = path.join(here, 'nginx.conf');
    const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (of) => `${of}_temp_path ${here}/${of};`,
    );
    const user = process.getuid?.() === 0 ? 'user root;' : '';
    fs.writeFileSync(
      file,
      `daemon off; ${user} pid ${here}/nginx.pid; error_log ${here}/error.log;\nevents {}\nhttp {\n${places.join('\n')}\n${site}\n}\n`,
    );
    const env = { PATH: `${process.env.PATH}:/usr/sbin` };
    const judged = spawnSync('nginx', ['-t', '-c', file], { env, encoding: 'utf8' });
    expect(judged.status, judged.stderr).toBe(0);
    children.push(spawn('nginx', ['-c', file], { env, stdio: 'ignore' }));
    const through = http.createServer((request, answer) => {
      // fetch has no way to trust one certificate: this one hop does.
      import('node:https').then(({ request: secureRequest }) =>
        request.pipe(
          secureRequest(
            {
              ...{ host: '127.0.0.1', port: secure, path: request.url, method: request.method },
              ...{
                headers: { ...request.headers, host: 'dichvu.example.vn' },
                servername: 'dichvu.example.vn',
              },
              ca: fs.readFileSync(path.join(here, 'cert.pem')),
            },
            (from) => {
              answer.writeHead(from.statusCode ?? 502, from.headers);
              from.pipe(answer);
            },
          ).on('error', () => answer.destroy()),
        ),
      );
    });
    await new Promise<void>((ready) => through.listen(0, '127.0.0.1', ready));
    await check(`http://127.0.0.1:${(through.address() as net.AddressInfo).port}`, server);
    through.closeAllConnections();
    through.close();
  },
  60_000,
);
