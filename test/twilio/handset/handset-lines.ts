import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import * as v from 'valibot';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Control } from '#test/twilio/control/control.ts';
import { HandsetLine } from './handset-line.ts';
import { handsetMessage } from './handset-message.schema.ts';

const PATH = '/handset/line';
/** How often a page is told of what has changed. */
const NEWS_EVERY_MS = 150;
const LARGEST_MESSAGE = 64 * 1024;

/**
 * The handset pages' WebSocket, `/handset/line?number=+34…`: state as JSON texts (`HandsetState`), wishes as JSON texts
 * (`HandsetMessage`), sound both ways as binary messages of μ-law at 8 kHz.
 */
export function openHandsetLines({ server, control }: { server: Server; control: Control }): { close(): void } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE });
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = new URL(request.url ?? '/', 'http://handset');
    const number = url.searchParams.get('number') ?? '';
    if (url.pathname !== PATH || !/^\+[1-9]\d{2,14}$/.test(number)) {
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => serveLine(webSocket, number, control));
  };
  server.on('upgrade', onUpgrade);
  return {
    close() {
      server.off('upgrade', onUpgrade);
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

function serveLine(socket: WebSocket, number: string, control: Control): void {
  const line = new HandsetLine(number, control, { sound: (ulaw) => socket.send(ulaw, { binary: true }) });
  let shown = '';
  const news = setInterval(() => {
    const state = JSON.stringify({ type: 'state', state: line.state });
    if (state === shown) return;
    shown = state;
    socket.send(state);
  }, NEWS_EVERY_MS);
  socket.on('message', (data, isBinary) => {
    if (isBinary) line.hear(bytesOf(data));
    else act(line, data.toString(), (message) => socket.send(JSON.stringify({ type: 'problem', message })));
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    clearInterval(news);
    line.close();
  });
}

function act(line: HandsetLine, text: string, complain: (message: string) => void): void {
  let wish: unknown;
  try {
    wish = JSON.parse(text);
  } catch {
    complain('not JSON');
    return;
  }
  const parsed = v.safeParse(handsetMessage, wish);
  if (!parsed.success) {
    complain('not something a handset can do');
    return;
  }
  line.act(parsed.output).catch((error: Error) => complain(error.message));
}

function bytesOf(data: RawData): Uint8Array {
  return Array.isArray(data) ? Buffer.concat(data) : new Uint8Array(data);
}
