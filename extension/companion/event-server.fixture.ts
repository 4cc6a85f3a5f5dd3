import * as v from 'valibot';
import type { Me } from '#shared/api/line-api.ts';
import { agentIdSchema } from '#shared/ids.ts';

/** A socket whose far end is the test. */
export class FakeSocket extends EventTarget {
  static all: FakeSocket[] = [];
  readyState = 1;
  sent: unknown[] = [];
  readonly url: string;
  readonly protocols: string[];
  constructor(url: string, protocols: string[]) {
    super();
    this.url = url;
    this.protocols = protocols;
    FakeSocket.all.push(this);
  }
  send(frame: string): void {
    this.sent.push(JSON.parse(frame));
  }
  close(): void {
    this.readyState = 3;
  }
  says(frame: unknown): void {
    this.dispatchEvent(
      new MessageEvent('message', { data: typeof frame === 'string' ? frame : JSON.stringify(frame) }),
    );
  }
  drops(code: number): void {
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event('close'), { code }));
  }
}

export function lastSocket(): FakeSocket {
  const socket = FakeSocket.all.at(-1);
  if (!socket) throw new Error('no socket was opened');
  return socket;
}

/** For `openSocket`: the fake has what is used of a WebSocket. */
export const fakeSocket = (url: string, protocols: string[]): WebSocket =>
  new FakeSocket(url, protocols) as unknown as WebSocket;

export const me: Me = {
  agent: {
    ...{ id: v.parse(agentIdSchema, `u_${'0'.repeat(20)}`), name: 'Ana', email: 'ana@example.com', role: 'agent' },
    ...{ locale: 'es-ES', timeZone: 'Europe/Madrid' },
  },
  ...{ team: 'Zillum', presence: 'online', outgoingNumbers: [], country: 'ES', twilioConnected: true },
  crmOrigin: 'https://crm.zoho.eu',
};
export const hello = { type: 'hello', endpointId: 'e_1', heartbeatSeconds: 5, me };
