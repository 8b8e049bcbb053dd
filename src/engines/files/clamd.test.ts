import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { clamdScanner } from './clamd.ts';

const dir = mkdtempSync(join(tmpdir(), 'langso-clamd-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const path = join(dir, 'a.bin');
writeFileSync(path, Buffer.alloc(300_000, 7));

/** Speaks the server's side of INSTREAM; `misbehave` answers in its place. */
async function simulator(misbehave?: (socket: Socket, received: Buffer) => void) {
  let content = 0;
  const server = createServer((socket) => {
    let received = Buffer.alloc(0);
    socket.on('error', () => {});
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      if (misbehave) return misbehave(socket, received);
      const sum = contentIn(received);
      if (sum === undefined) return;
      content = sum;
      socket.end(received.includes('EICAR') ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const scanner = clamdScanner({ host: '127.0.0.1', port }, 400);
  return { scanner, received: () => content, close: () => server.close() };
}

/** The bytes between the command and the empty chunk; undefined until it has come. */
function contentIn(data: Buffer): number | undefined {
  if (data.subarray(0, 10).toString() !== 'zINSTREAM\0') return undefined;
  let at = 10;
  let sum = 0;
  while (at + 4 <= data.length) {
    const length = data.readUInt32BE(at);
    if (length === 0) return sum;
    sum += length;
    at += 4 + length;
  }
  return undefined;
}

test('a clean file is clean, and every byte of it was sent', async () => {
  const clamd = await simulator();
  expect(await clamd.scanner.scan(path)).toBe('clean');
  expect(clamd.received()).toBe(300_000);
  clamd.close();
});

test('a virus is found', async () => {
  const virus = join(dir, 'virus');
  writeFileSync(virus, 'EICAR');
  const clamd = await simulator();
  expect(await clamd.scanner.scan(virus)).toBe('infected');
  clamd.close();
});

test.each<[string, (socket: Socket, received: Buffer) => void]>([
  ['hangs up at once', (socket) => socket.destroy()],
  ['says nothing', () => {}],
  ['drips', (socket) => setInterval(() => socket.write('.'), 50).unref()],
  ['complains of its limit', (socket) => socket.end('INSTREAM size limit exceeded. ERROR\0')],
  ['answers half', (socket) => socket.end('stream: O')],
  ['babbles', (socket) => socket.write('x'.repeat(10_000))],
  ['says OK of something else', (socket) => socket.end('PONG OK\0')],
])('a scanner that %s is away, never a pass', async (_how, misbehave) => {
  const clamd = await simulator(misbehave);
  expect(await clamd.scanner.scan(path)).toBe('away');
  clamd.close();
});

test('no scanner at the address is away', async () => {
  expect(await clamdScanner({ host: '127.0.0.1', port: 9 }, 400).scan(path)).toBe('away');
});
