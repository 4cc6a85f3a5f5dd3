import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach } from 'vitest';
import type { Internet } from './internet.ts';

/** Addresses that anybody may have. */
export const PUBLIC = '93.184.216.34';
export const OTHER = '151.101.1.69';

/**
 * Makes internets of invented names, in which one server answers everywhere; after each test they are gone. Call it once in a test file.
 * A name with several lists of addresses has the next one each time that it is asked for.
 */
export function inventedInternets() {
  let stop: (() => void)[] = [];
  afterEach(() => {
    for (const one of stop) one();
    stop = [];
  });

  return async (names: Record<string, string[] | string[][]>, listener: RequestListener) => {
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stop.push(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo; // A server that listens on a port has one.
    const connected: string[] = [];
    const asked: Record<string, number> = {};
    const internet: Internet = {
      async resolve(host) {
        const known = names[host];
        if (!known) throw new Error('ENOTFOUND');
        const turn = asked[host] ?? 0;
        asked[host] = turn + 1;
        const answer = known[Math.min(turn, known.length - 1)];
        return Array.isArray(answer) ? answer : known.flat();
      },
      async connect(address, host) {
        connected.push(`${address} ${host}`);
        return connect(port, '127.0.0.1');
      },
    };
    return { internet, connected };
  };
}
