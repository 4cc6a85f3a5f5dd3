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
    answerParent((server.address() as AddressInfo).port);
  });
}

/** The same for a server that listens already. */
export function answerParent(port: number): void {
  process.on('message', (question: Question) => process.send?.(answerTo(question)));
  process.on('disconnect', () => process.exit(0));
  process.send?.({ port });
}

function answerTo(question: Question): Record<string, number> {
  if (question === 'cpu?') {
    const { user, system } = process.cpuUsage();
    return { cpuMicroseconds: user + system };
  }
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  if (question === 'heap?') return { heapBytes: heapUsed };
  return { heldBytes: heapUsed + external, residentBytes: rss };
}
