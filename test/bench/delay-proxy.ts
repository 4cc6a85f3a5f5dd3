import { connect, createServer, type Socket } from 'node:net';

export interface DelayProxy {
  port: number;
  /** How long every byte takes, each way; counts for what is sent from now on. */
  oneWayMs: number;
  close(): Promise<void>;
}

/**
 * A TCP proxy on this machine that makes a port as far away as wanted. What a client sends waits for the handshake it would have had
 * (one round trip), then every byte takes `oneWayMs` each way; bandwidth is not limited.
 */
export async function delayProxy(targetPort: number, oneWayMs = 0): Promise<DelayProxy> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.once('close', () => sockets.delete(socket));
    return socket;
  };
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const target = connect({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true });
    const handshakeOver = performance.now() + 2 * proxy.oneWayMs;
    passOn(keep(client), keep(target), () => Math.max(performance.now(), handshakeOver) + proxy.oneWayMs);
    passOn(target, client, () => performance.now() + proxy.oneWayMs);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the proxy has no port');
  const proxy: DelayProxy = {
    port: address.port,
    oneWayMs,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
  return proxy;
}

/** Sends on whatever comes, in order, when it is due; so with the end. */
function passOn(from: Socket, to: Socket, dueAt: () => number): void {
  const waiting: { due: number; send: () => void }[] = [];
  let armed = false;
  function sendDue(): void {
    for (let next = waiting[0]; next; next = waiting[0]) {
      const rest = next.due - performance.now();
      if (rest > 0) {
        armed = true;
        setTimeout(() => {
          armed = false;
          sendDue();
        }, rest);
        return;
      }
      waiting.shift();
      next.send();
    }
  }
  function later(send: () => void): void {
    const due = Math.max(dueAt(), waiting.at(-1)?.due ?? 0);
    waiting.push({ due, send });
    if (!armed) sendDue();
  }
  from.on('data', (chunk) => later(() => to.writable && to.write(chunk)));
  from.on('end', () => later(() => to.end()));
  from.on('error', () => to.destroy());
  from.on('close', () => later(() => to.destroy()));
}
