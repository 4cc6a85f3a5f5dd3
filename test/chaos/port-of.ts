import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

export function portOf(address: AddressInfo | string | null): number {
  if (!address || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** A server that has an address of its own already must not be given port 0: it would take that for its address. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const port = portOf(probe.address());
  probe.close();
  await once(probe, 'close');
  return port;
}
