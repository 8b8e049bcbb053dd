/**
 * Receives what the commune tells of dossiers and believes it only when its signature holds (Standard Webhooks).
 *
 *   WEBHOOK_SECRET=whsec_… PORT=9000 webhook.ts
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import http from 'node:http';

/** Seconds that a message may be old: a copy of an old one is not believed. */
const tolerance = 300;

/** True when the message was signed with the secret just now; a list of signatures is there while secrets change. */
export function isGenuine(
  secret: string,
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  body: Buffer,
  now = Date.now() / 1000,
): boolean {
  const id = String(headers['webhook-id'] ?? '');
  const timestamp = String(headers['webhook-timestamp'] ?? '');
  const age = Math.abs(now - Number(timestamp));
  if (!id || !/^\d+$/.test(timestamp) || age > tolerance) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const ours = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
  return String(headers['webhook-signature'] ?? '')
    .split(' ')
    .filter((one) => one.startsWith('v1,'))
    .map((one) => Buffer.from(one.slice(3), 'base64'))
    .some((theirs) => theirs.length === ours.length && timingSafeEqual(theirs, ours));
}

/** Listens; each message is given once, however often it is sent. */
export function listen(secret: string, port: number, heard: (body: string) => void): http.Server {
  const known = new Set<string>();
  return http
    .createServer(async (request, answer) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const body = Buffer.concat(parts);
      if (!isGenuine(secret, request.headers, body)) return void answer.writeHead(401).end();
      const id = String(request.headers['webhook-id']);
      if (!known.has(id)) heard(body.toString());
      known.add(id);
      // Answer at once and work afterwards: whoever is slow is sent it again.
      answer.writeHead(204).end();
    })
    .listen(port);
}

if (process.env.WEBHOOK_SECRET)
  listen(process.env.WEBHOOK_SECRET, Number(process.env.PORT ?? 9000), (body) => {
    process.stdout.write(`${body}\n`);
  });
