import { expect, it } from 'vitest';
import { clientAddress } from './client-address.ts';

it.each([
  ['a client that connects directly', '203.0.113.9', undefined, '203.0.113.9'],
  ['a client that claims to be another', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
  ['a proxy on this machine', '127.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['a proxy on this network, by IPv6', '::ffff:10.0.0.2', '203.0.113.9', '203.0.113.9'],
  ['two proxies in a row', '10.0.0.2', '203.0.113.9, 10.0.0.7', '203.0.113.9'],
  ['a client that puts an address before the proxy’s', '10.0.0.2', '198.51.100.1, 203.0.113.9', '203.0.113.9'],
  ['a client by IPv6', '::1', '2001:db8::5', '2001:db8::5'],
  ['a proxy that sends nonsense', '127.0.0.1', 'nonsense', '127.0.0.1'],
  ['a colleague on this network', '10.0.0.2', '10.0.0.31', '10.0.0.31'],
  ['no socket', undefined, undefined, 'unknown'],
])('knows %s', (_, remote, forwarded, address) => {
  expect(clientAddress(remote, forwarded)).toBe(address);
});
