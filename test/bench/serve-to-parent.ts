import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Question } from './forked-server.ts';

/** The other end of `forkServer`: listens, tells its port, answers what is asked, and ends with its parent. */
export function serveToParent(what: Hono | RequestListener): void {
  const server = createServer(typeof what === 'function' ? what : getRequestListener(what.fetch));
  server.listen(0, '127.0.0.1', () => {
    // A TCP server's address is an object: the other kinds are pipes.
    process.send?.({ port: (server.address() as AddressInfo).port });
  });
  process.on('message', (question: Question) => {
    if (question === 'heap?') {
      globalThis.gc?.();
      process.send?.({ heapBytes: process.memoryUsage().heapUsed });
      return;
    }
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMicroseconds: user + system });
  });
  process.on('disconnect', () => process.exit(0));
}
