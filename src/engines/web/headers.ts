import type { FastifyReply } from 'fastify';

/**
 * Nothing inline, nothing from another host. blob: and data: images are photos that the phone itself shows
 * before they are sent.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "media-src 'self' blob:",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

export function setSafetyHeaders(reply: FastifyReply, secure: boolean): void {
  reply.headers({
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(self), geolocation=(self), microphone=(self), payment=(), usb=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    // A page may hold a person's data: nobody keeps it, the back button of the next user included.
    'cache-control': 'no-store',
  });
  if (secure) reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
}
