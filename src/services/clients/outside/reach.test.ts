import { execFileSync } from 'node:child_process';
import { lookup } from 'node:dns';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openLookup } from './address.ts';
import { reach } from './reach.ts';

const closers: (() => void)[] = [];
afterAll(() => {
  for (const close of closers) close();
});

async function listening(server: net.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  return (server.address() as AddressInfo).port;
}
const call = (url: string, more = {}) =>
  reach({ url, method: 'POST', body: '{}', mayLoop: true, timeoutMs: 500, ...more });

test('a header that drips cannot hold the call longer than its time', async () => {
  const port = await listening(
    net.createServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const drip = setInterval(() => socket.write('x'), 50);
      socket.on('close', () => clearInterval(drip));
      socket.on('error', () => clearInterval(drip));
    }),
  );
  expect(await call(`http://127.0.0.1:${port}/`)).toEqual({ kind: 'failed', trouble: 'timeout' });
});

test('a body that drips cannot either, even when it is wanted', async () => {
  const port = await listening(
    http.createServer((_, response) => {
      const drip = setInterval(() => response.write('x'), 50);
      response.on('close', () => clearInterval(drip));
    }),
  );
  const answer = await call(`http://127.0.0.1:${port}/`, { keepBody: 1000 });
  expect(answer).toEqual({ kind: 'failed', trouble: 'timeout' });
});

test('a body longer than wanted is broken off', async () => {
  const port = await listening(http.createServer((_, response) => response.end('x'.repeat(100_000))));
  expect(await call(`http://127.0.0.1:${port}/`, { keepBody: 1000 })).toMatchObject({ kind: 'failed' });
});

test('a redirect is an answer and is not followed', async () => {
  let calls = 0;
  const port = await listening(
    http.createServer((_, response) => {
      calls += 1;
      response.writeHead(307, { location: '/other' }).end();
    }),
  );
  expect(await call(`http://127.0.0.1:${port}/`)).toMatchObject({ kind: 'answered', status: 307 });
  expect(calls).toBe(1);
});

test('a certificate that nobody vouches for is refused', async () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-tls-'));
  closers.push(() => fs.rmSync(dir, { recursive: true }));
  const [key, cert] = [path.join(dir, 'key.pem'), path.join(dir, 'cert.pem')];
  const asked = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  execFileSync('openssl', [...asked, '-keyout', key, '-out', cert, '-subj', '/CN=localhost'], {
    stdio: 'ignore',
  });
  const server = https.createServer({ key: fs.readFileSync(key), cert: fs.readFileSync(cert) });
  const port = await listening(server);
  expect(await call(`https://127.0.0.1:${port}/`)).toEqual({ kind: 'failed', trouble: 'certificate' });
});

test('a name that leads to this machine is refused at the moment of connecting', async () => {
  const found = (mayLoop: boolean) =>
    new Promise<string>((resolve) =>
      openLookup(mayLoop)('localhost', { all: true }, (error) => resolve(error?.code ?? 'open')),
    );
  const isKnown = await new Promise((resolve) => lookup('localhost', (error) => resolve(!error)));
  expect(isKnown).toBe(true);
  expect(await found(false)).toBe('EPRIVATE');
  expect(await found(true)).toBe('open');
});
