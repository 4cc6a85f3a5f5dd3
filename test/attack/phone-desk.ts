import { createServer, type Server } from 'node:http';
import { Hono } from 'hono';
import { buildApp } from '#server/app.ts';
import { holdCall } from '#server/calls/call.store.ts';
import type { Context } from '#server/context.ts';
import { openLog } from '#server/log.ts';
import { WEBHOOKS } from '#server/twilio/webhook-urls.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { portOf } from '#test/chaos/port-of.ts';
import type { TurnableClock } from '#test/support/clock.ts';
import { type TestContext, testConfig, testContext } from '#test/support/context.ts';
import * as telephony from '#test/support/telephony.ts';
import { OwnedWork } from './owned-work.ts';

export const PUBLIC_URL = 'https://phone.example';

/** A server inside this process, without a port: what Twilio asks goes straight into it. */
export interface PhoneDesk {
  /** An empty database with two agents, a line and calls in every state; what the log says is wrong gathers in `errors`. */
  lay(): Promise<Laid>;
  close(): Promise<void>;
}

export interface Laid {
  context: Context & { clock: TurnableClock };
  app: Hono;
  agents: readonly [AgentId, AgentId];
  /** Two more, on no call, who may call out. */
  callers: readonly [AgentId, AgentId];
  /** Ringing, talking, being put on hold, placed, and one that is over. */
  calls: readonly [CallId, ...CallId[]];
  /** Twilio's legs of them. */
  legs: readonly [string, ...string[]];
  errors: string[];
  /** Until everything that was begun is over. */
  idle(): Promise<void>;
}

export async function openPhoneDesk(): Promise<PhoneDesk> {
  const twilio = await emptyTwilio();
  const config = testConfig({
    publicUrl: PUBLIC_URL,
    twilio: { baseUrl: `http://127.0.0.1:${portOf(twilio.address())}` },
  });
  const base = await testContext({ config });
  return {
    lay: () => lay(base),
    async close() {
      twilio.closeAllConnections();
      twilio.close();
      await base.close();
    },
  };
}

/** An account that knows nothing of any call. */
async function emptyTwilio(): Promise<Server> {
  const server = createServer((asked, answer) => {
    asked.resume();
    answer
      .writeHead(404, { 'content-type': 'application/json' })
      .end('{"code":20404,"message":"not found","status":404}');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return server;
}

async function lay(base: TestContext): Promise<Laid> {
  const errors: string[] = [];
  const log = openLog((line) => {
    if (line.includes('"level":"error"')) errors.push(line);
  });
  const background = new OwnedWork(log);
  const context = { ...(await telephony.freshContext(base)), log, background };
  const agents = [await telephony.seedAgent(context, 'Ana'), await telephony.seedAgent(context, 'Ben')] as const;
  await telephony.seedConnection(context, agents[0]);
  await telephony.seedLine(context, [...agents]);
  const callers = [await telephony.seedAgent(context, 'Eva'), await telephony.seedAgent(context, 'Pol')] as const;
  for (const one of callers) await telephony.seedOutgoingNumber(context, one);
  const app = buildApp(context, new Hono());
  const laid = { context, app, agents, callers, errors, idle: () => background.idle() };
  return { ...laid, ...(await layCalls(laid)) };
}

type Calls = Pick<Laid, 'calls' | 'legs'>;

/** By the very requests that Twilio would make. */
async function layCalls({ app, context, agents }: Omit<Laid, keyof Calls>): Promise<Calls> {
  const post = (path: string, fields: Record<string, string>) => telephony.postSigned(app, context, path, fields);
  const legs = ['ringing', 'talking', 'held', 'over', 'phone-2', 'phone-3', 'softphone'].map(telephony.callSid);
  const [ringing = '', talking = '', held = '', over = '', phone2 = '', phone3 = ''] = legs;
  const calls: CallId[] = [];
  for (const [n, leg] of [ringing, talking, held, over].entries()) {
    const line = { From: `+3461234567${n}`, To: telephony.LINE };
    await post(WEBHOOKS.incoming, { CallSid: leg, ...line });
    const row = context.db.selectFrom('calls').select('id').where('parent_sid', '=', leg);
    const { id } = await row.executeTakeFirstOrThrow();
    calls.push(id);
    if (leg === ringing) continue;
    const phone = leg === talking ? phone2 : phone3;
    const agent = agents[leg === talking ? 0 : 1];
    const answered = { CallSid: phone, ParentCallSid: leg, CallStatus: 'in-progress', To: `client:${agent}` };
    await post(`${WEBHOOKS.leg}?c=${id}`, answered);
    if (leg === over) await post(WEBHOOKS.call, { CallSid: leg, CallStatus: 'completed' });
  }
  const third = calls[2];
  if (third)
    await holdCall(context, { id: third }, (call) =>
      call.append({ kind: 'asked', askId: 'ask-1', agentId: agents[1], ask: { what: 'hold', on: true } }),
    );
  const [first, ...others] = calls;
  const [leg, ...more] = legs;
  if (!first || !leg) throw new Error('no calls');
  return { calls: [first, ...others], legs: [leg, ...more] };
}
