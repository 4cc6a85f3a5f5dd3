// One server of the softphones bench, in a process of its own: `node softphones-server.ts whole <database URL>`, or `bare <frame> <frame>`.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { silentLog } from '#server/log.ts';
import { openServer } from '#server/server.ts';
import { testConfig } from '#test/support/context.ts';
import { noCrm } from '#test/support/crm.ts';
import { answerParent } from './serve-to-parent.ts';

/** Sidetone as a team with a real PostgreSQL runs it, less the CRM. */
async function whole(url: string): Promise<void> {
  const config = testConfig({ storage: { engine: 'postgres', url } });
  const server = await openServer({ config, log: silentLog, crm: noCrm() });
  answerParent((await server.listen()).port);
}

/** Nothing but `ws`: greets everybody, and when anybody says anything, tells everybody the same. */
function bare(greeting: string, news: string): void {
  const server = createServer();
  const sockets = new WebSocketServer({ server, handleProtocols: ([first]) => first ?? false });
  sockets.on('connection', (socket: WebSocket) => {
    socket.send(greeting);
    socket.on('message', () => {
      for (const one of sockets.clients) one.send(news);
    });
  });
  // A TCP server's address is an object: the other kinds are pipes.
  server.listen(0, '127.0.0.1', () => answerParent((server.address() as AddressInfo).port));
}

const [variant, ...given] = process.argv.slice(2);
if (variant === 'whole') await whole(given[0] ?? '');
else bare(given[0] ?? '', given[1] ?? '');
