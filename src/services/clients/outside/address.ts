import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * Where no program of ours may be sent from outside (SSRF): this machine, private and link-local networks, and what
 * stands for them in IPv6. RFC 1918, 3927, 4193, 4291, 6052, 6598, 6890.
 */
const closed = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  closed.addSubnet(net, bits, 'ipv4');
// Of IPv6 only global unicast is open (2000::/3), without tunnels and documentation.
const open = new BlockList();
open.addSubnet('2000::', 3, 'ipv6');
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  closed.addSubnet(net, bits, 'ipv6');

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** True when an address may be called. `mayLoop`: a sandbox's receiver may stand on this very machine. */
export function isOpen(address: string, mayLoop = false): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  if (mayLoop && loopback.check(address, type)) return true;
  if (closed.check(address, type)) return false;
  return family === 4 || open.check(address, 'ipv6');
}

export type UrlFault = 'not-https' | 'bad-url' | 'private-address';

/** What can be said of a URL before its name is looked up; undefined when nothing speaks against it. */
export function urlFault(text: string, mayLoop = false): UrlFault | undefined {
  if (!URL.canParse(text) || text.length > 500) return 'bad-url';
  const url = new URL(text);
  if (url.username || url.password || url.hash) return 'bad-url';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isLocal = host === 'localhost' || loopbackLiteral(host);
  if (url.protocol !== 'https:' && !(mayLoop && url.protocol === 'http:' && isLocal)) return 'not-https';
  if (isIP(host) !== 0 && !isOpen(host, mayLoop)) return 'private-address';
  if (!mayLoop && (host === 'localhost' || /\.(localhost|local|internal)$/.test(host)))
    return 'private-address';
  return undefined;
}

const loopbackLiteral = (host: string): boolean =>
  isIP(host) !== 0 && loopback.check(host, isIP(host) === 4 ? 'ipv4' : 'ipv6');

/**
 * Looks a name up for the very connection that is about to be made, so that nothing can change in between: one closed
 * address among its answers refuses all of them.
 */
export const openLookup =
  (mayLoop: boolean): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      if (addresses.length === 0 || !addresses.every(({ address }) => isOpen(address, mayLoop)))
        return callback(Object.assign(new Error('a closed address'), { code: 'EPRIVATE' }), '', 0);
      if (options.all) return callback(null, addresses);
      const [first] = addresses;
      callback(null, first?.address ?? '', first?.family ?? 0);
    });
  };
