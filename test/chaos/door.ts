import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { portOf } from './port-of.ts';

/** The address at which Twilio and softphones reach whichever server lives. */
export interface Door {
  origin: string;
  /** Leads everybody to this port from now on; null: to nobody. Whoever is inside is cut off. */
  leadTo(port: number | null): void;
  /** Whoever comes while nobody lives waits for the next one, as behind a load balancer; else she is turned away. */
  holds: boolean;
  stop(): void;
}

export async function openDoor(): Promise<Door> {
  const inside = new Set<Socket>();
  const waiting = new Set<Socket>();
  let target: number | null = null;
  const door = createServer((caller) => {
    caller.on('error', () => caller.destroy());
    if (target !== null) lead(caller, target, inside);
    else if (state.holds) waiting.add(caller);
    else caller.resetAndDestroy();
  });
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  const cutAll = (sockets: Set<Socket>) => {
    for (const socket of sockets) socket.resetAndDestroy();
    sockets.clear();
  };
  const state: Door = {
    origin: `http://localhost:${portOf(door.address())}`,
    holds: true,
    leadTo(port) {
      target = port;
      if (port === null) return cutAll(inside);
      for (const caller of waiting) lead(caller, port, inside);
      waiting.clear();
    },
    stop() {
      door.close();
      cutAll(inside);
      cutAll(waiting);
    },
  };
  return state;
}

function lead(caller: Socket, port: number, inside: Set<Socket>): void {
  const server = connect({ port, host: '127.0.0.1' });
  inside.add(caller);
  const part = () => {
    inside.delete(caller);
    caller.destroy();
    server.destroy();
  };
  for (const socket of [caller, server]) {
    socket.setNoDelay(true);
    socket.on('error', part);
    socket.on('close', part);
  }
  caller.pipe(server);
  server.pipe(caller);
}
