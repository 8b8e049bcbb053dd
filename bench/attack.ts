/**
 * Wrong tries at a steady rate whatever the answers are, each from another loopback address, in a process of its
 * own. Four kinds by turns: a wrong password for a real officer, one for a made-up name, another code for one
 * citizen's telephone, a wrong code for an attempt of that telephone.
 */
import http from 'node:http';
import { csrfToken } from '../src/engines/web/csrf.ts';
import { secretsOf } from '../src/engines/web/secrets.ts';
import { benchSecret } from './lib/bed.ts';

const [address = '', rate = '500', victim = '', officerName = ''] = process.argv.slice(2);
const { hostname, port } = new URL(address);
const secrets = secretsOf(benchSecret);
const visitor = 'benchvisitor';
const statuses: Record<string, number> = {};
const attempts: string[] = [];
let sent = 0;
let failed = 0;
let place = 0;
let open = 0;

const wrong = (n: number): [path: string, fields: Record<string, string>] => {
  switch (n % 4) {
    case 0:
      return ['/can-bo/dang-nhap', { ten: officerName, 'mat-khau': `đoán lần ${n}` }];
    case 1:
      return ['/can-bo/dang-nhap', { ten: `doan.ten.${n}`, 'mat-khau': `đoán lần ${n}` }];
    case 2:
      return ['/dang-nhap', { 'dien-thoai': victim }];
    default:
      return [
        '/ma-xac-nhan',
        { lan: attempts[n % Math.max(1, attempts.length)] ?? '', ma: String(n % 1_000_000).padStart(6, '0') },
      ];
  }
};

/** 127.1.0.0 – 127.60.255.255: as many people as there are tries. */
function nextAddress(): string {
  place += 1;
  return `127.${1 + (Math.floor(place / 62_500) % 60)}.${Math.floor(place / 250) % 250}.${1 + (place % 250)}`;
}

function send(n: number): void {
  const [path, fields] = wrong(n);
  const body = new URLSearchParams({
    ...fields,
    _csrf: csrfToken(secrets, visitor, { kind: 'anyone' } as never),
  }).toString();
  sent += 1;
  open += 1;
  const request = http.request(
    {
      hostname,
      port,
      path,
      method: 'POST',
      agent: false,
      localAddress: nextAddress(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(body),
        cookie: `khach=${visitor}`,
        origin: address,
        'sec-fetch-site': 'same-origin',
        accept: 'text/html',
      },
    },
    (answer) => {
      const kind = `${path} ${answer.statusCode}`;
      statuses[kind] = (statuses[kind] ?? 0) + 1;
      const attempt = /lan=([^&]+)/.exec(answer.headers.location ?? '')?.[1];
      if (attempt && path === '/dang-nhap') attempts.push(decodeURIComponent(attempt));
      answer.resume();
    },
  );
  request.on('error', () => {
    failed += 1;
  });
  request.on('close', () => {
    open -= 1;
  });
  request.end(body);
}

const perTick = Number(rate) / 100;
const from = performance.now();
/** So many wait for an answer at most: a machine that is too busy to generate the attack says so by its rate. */
const mostOpen = 400;
let due = 0;
const ticking = setInterval(() => {
  due = ((performance.now() - from) / 10) * perTick;
  while (sent < due && open < mostOpen) send(sent);
}, 10);

process.once('SIGTERM', () => {
  clearInterval(ticking);
  const seconds = (performance.now() - from) / 1000;
  process.stdout.write(`${JSON.stringify({ sent, failed, seconds, statuses })}\n`, () => process.exit(0));
});
