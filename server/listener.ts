import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { WebSocketServer } from 'ws';

/** Frames of the event socket are small; ws closes a connection that sends more with 1009. */
const LARGEST_FRAME_BYTES = 16 * 1024;
/** Slow or idle senders must not hold connections for ever. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 30_000;

/** The process's HTTP and WebSocket listener, with an orderly end. */
export interface Listener {
  /** Begins to accept; answers the port (an ephemeral one for 0). */
  listen(port: number): Promise<number>;
  /** No new connection from now on; idle ones end. */
  refuse(): void;
  /** Waits for open requests, at most `drainMs`; then cuts what is left. */
  drain(drainMs: number): Promise<void>;
}

export function openListener(app: Hono): Listener {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_FRAME_BYTES,
    // The token among the offered protocols must not be echoed.
    handleProtocols: (offered) => [...offered].find((protocol) => protocol.startsWith('sidetone.')) ?? false,
  });
  // An oversized or broken frame: ws has closed the connection already, and the event routes hear of that.
  sockets.on('connection', (socket) => socket.on('error', () => undefined));
  const server = createAdaptorServer({
    fetch: app.fetch,
    websocket: { server: sockets },
    serverOptions: {
      headersTimeout: HEADERS_MS,
      requestTimeout: REQUEST_MS,
      maxHeaderSize: 16 * 1024,
      // Whoever offers another protocol (curl and Java offer h2c) is answered in this one: else her socket would stay open for ever.
      shouldUpgradeCallback: ({ headers }: IncomingMessage) => headers.upgrade?.toLowerCase() === 'websocket',
    },
    // `createAdaptorServer` says "HTTP/1, HTTP/2 or HTTPS server"; without `createServer` it makes the first.
  }) as Server;

  return {
    async listen(port) {
      server.listen(port);
      await once(server, 'listening').catch((error: unknown) => {
        throw new Error(`Port ${port} is taken or not permitted. Choose another one with PORT.`, { cause: error });
      });
      const address = server.address();
      if (!address || typeof address === 'string') throw new Error('The server has no port.');
      return address.port;
    },
    refuse() {
      server.close();
      server.closeIdleConnections();
    },
    async drain(drainMs) {
      if (!server.listening && (await connections(server)) === 0) return;
      const closed = once(server, 'close');
      const cut = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
        server.closeAllConnections();
      }, drainMs);
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      await closed;
      clearTimeout(cut);
      clearInterval(idle);
    },
  };
}

function connections(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
  });
}
