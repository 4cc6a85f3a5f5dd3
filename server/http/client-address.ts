import { BlockList, isIP } from 'node:net';
import type { Context as Asked } from 'hono';

const near = new BlockList();
near.addSubnet('127.0.0.0', 8);
near.addSubnet('10.0.0.0', 8);
near.addSubnet('172.16.0.0', 12);
near.addSubnet('192.168.0.0', 16);
near.addSubnet('169.254.0.0', 16);
near.addAddress('::1', 'ipv6');
near.addSubnet('fc00::', 7, 'ipv6');
near.addSubnet('fe80::', 10, 'ipv6');

/**
 * The client's address, for limits. TLS usually ends at a proxy on this machine or network: only what comes from there is
 * believed when it says whom it speaks for, and only its last word that is not itself near.
 */
export function clientAddress(remote: string | undefined, forwardedFor: string | undefined): string {
  const claimed = (forwardedFor ?? '').split(',').flatMap((part) => part.trim() || []);
  const hops = [...claimed, remote ?? ''].map(plain);
  const client = hops.findLast((hop) => !isNear(hop)) ?? hops[0] ?? '';
  if (isIP(client)) return client;
  return isIP(plain(remote ?? '')) ? plain(remote ?? '') : 'unknown';
}

/** Routes that run without a socket (tests) have none. */
export function addressOf(asked: Asked): string {
  const env: unknown = asked.env;
  const remote = isNodeRequest(env) ? env.incoming.socket?.remoteAddress : undefined;
  return clientAddress(remote, asked.req.header('X-Forwarded-For'));
}

function isNodeRequest(env: unknown): env is { incoming: { socket?: { remoteAddress?: string } } } {
  return typeof env === 'object' && env !== null && 'incoming' in env;
}

const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

function isNear(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && near.check(address, family === 4 ? 'ipv4' : 'ipv6');
}
