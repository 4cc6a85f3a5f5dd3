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
  const inside = new Set<() => void>();
  const waiting = new Set<Socket>();
  let target: number | null = null;
  const door = createServer((caller) => {
    caller.on('error', () => caller.destroy());
    if (target !== null) lead(caller, target, inside);
    else if (state.holds) waiting.add(caller);
    else turnAway(caller);
  });
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  const state: Door = {
    origin: `http://localhost:${portOf(door.address())}`,
    holds: true,
    leadTo(port) {
      target = port;
      if (port === null) for (const cut of [...inside]) cut();
      if (port === null) return;
      for (const caller of waiting) lead(caller, port, inside);
      waiting.clear();
    },
    stop() {
      door.close();
      for (const cut of [...inside]) cut();
      for (const caller of waiting) caller.resetAndDestroy();
    },
  };
  return state;
}

/** What a load balancer says in place of a server that is not there, or dies before it has answered. */
const NOBODY = 'HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';
const UPGRADE = /^upgrade: *websocket/im;

function turnAway(caller: Socket): void {
  caller.once('data', () => caller.end(NOBODY)).resume();
}

function lead(caller: Socket, port: number, inside: Set<() => void>): void {
  const server = connect({ port, host: '127.0.0.1' });
  let waits: 'to-ask' | 'for-answer' | 'for-nothing' = 'to-ask';
  // On a WebSocket nobody waits for an answer.
  let isWebSocket = false;
  caller.on('data', (data) => {
    isWebSocket ||= UPGRADE.test(data.toString('latin1'));
    waits = isWebSocket ? 'for-nothing' : 'for-answer';
  });
  server.on('data', () => {
    waits = 'for-nothing';
  });
  const part = () => {
    if (!inside.delete(part)) return;
    // Or it would be paused by that stream's end.
    caller.unpipe(server);
    server.destroy();
    if (waits === 'to-ask') turnAway(caller);
    else if (waits === 'for-answer') caller.end(NOBODY);
    else caller.destroy();
  };
  inside.add(part);
  for (const socket of [caller, server]) {
    socket.setNoDelay(true);
    socket.on('error', part);
    socket.on('close', part);
  }
  caller.pipe(server);
  server.pipe(caller);
}
