// One server of the ivr bench, in a process of its own: `node ivr-server.ts <variant> [database URL]`.

import type { RequestListener } from 'node:http';
import { Hono } from 'hono';
import * as v from 'valibot';
import { buildApp } from '#server/app.ts';
import type { Background } from '#server/background.ts';
import { nextTurn } from '#server/call-flow/next-turn.ts';
import type { FlowFacts, Happened, Position } from '#server/call-flow/turn.ts';
import type { Decision } from '#server/calls/take-turn.ts';
import { silentLog } from '#server/log.ts';
import { openServer } from '#server/server.ts';
import { flowDocument } from '#server/twilio/flow-document.ts';
import { admitWebhook } from '#server/twilio/signature.guard.ts';
import { stepIn } from '#server/twilio/voice.routes.ts';
import { dialDoneFormSchema, keysFormSchema, voiceFormSchema } from '#server/twilio/webhook.schema.ts';
import { WEBHOOKS } from '#server/twilio/webhook-urls.ts';
import { type CallId, callIdSchema } from '#shared/ids.ts';
import { testConfig } from '#test/support/context.ts';
import { noCrm } from '#test/support/crm.ts';
import { LINE } from '#test/support/telephony.ts';
import { fiveLevels } from './ivr-flow.ts';
import { benchConnection, IVR_AGENTS, keepAlive } from './ivr-team.ts';
import { floorServer, sampleServer } from './sample-server.ts';
import { serveToParent } from './serve-to-parent.ts';
import { PUBLIC_URL } from './signed-webhook.ts';

/**
 * `flow`: guard, form, call flow and TwiML, calls in memory. `sample`: as Twilio's documentation shows it. `floor`: reads and answers alone. `ledger`: the whole server on
 * PostgreSQL, less what it does aside; `whole`: with that. `sample-insert`: the sample with one INSERT on the same PostgreSQL.
 */
export type Variant = 'flow' | 'sample' | 'floor' | 'ledger' | 'whole' | 'sample-insert';

function flowInMemory(): Hono {
  const config = testConfig({ publicUrl: PUBLIC_URL });
  const connection = benchConnection();
  const flow = fiveLevels(IVR_AGENTS);
  const calls = new Map<CallId, { leg: string; position: Position | null; step: number }>();
  let serial = 0;
  const app = new Hono();

  const webhook = <Form extends { CallSid: string }>(
    path: string,
    schema: v.GenericSchema<unknown, Form>,
    happened: (form: Form) => Happened,
  ) =>
    app.post(path, async (asked) => {
      const admitted = await admitWebhook(asked.req.raw, connection, { config });
      if (!admitted.ok) return asked.text(admitted.reason, admitted.status);
      const form = v.safeParse(schema, admitted.form);
      if (!form.success) return asked.text('not as documented', 400);
      const known = stepIn(new URL(asked.req.url).searchParams)?.callId;
      const callId = known ?? v.parse(callIdSchema, `c_${String(++serial).padStart(22, '0')}`);
      const call = calls.get(callId) ?? { leg: form.output.CallSid, position: null, step: -1 };
      const turn = nextTurn(flow, call.position, happened(form.output), { ...FACTS, now: new Date() });
      call.position = turn.position;
      call.step += 1;
      calls.set(callId, call);
      const decision: Decision = {
        ...turn.step,
        callId,
        line: LINE,
        step: call.step,
        record: flow.record,
        withheld: false,
      };
      const document = flowDocument(config, decision);
      return asked.body(document, 200, { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' });
    });

  webhook(WEBHOOKS.incoming, voiceFormSchema, () => ({ what: 'arrived' }));
  webhook(WEBHOOKS.turn, keysFormSchema, ({ Digits }) => ({ what: 'keys', keys: Digits }));
  app.post(WEBHOOKS.dialDone, async (asked) => {
    const admitted = await admitWebhook(asked.req.raw, connection, { config });
    if (!admitted.ok) return asked.text(admitted.reason, admitted.status);
    const form = v.safeParse(dialDoneFormSchema, admitted.form);
    if (!form.success) return asked.text('not as documented', 400);
    const known = stepIn(new URL(asked.req.url).searchParams)?.callId;
    if (known) calls.delete(known);
    const document = flowDocument(config, { do: 'hang-up' });
    return asked.body(document, 200, { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' });
  });
  return app;
}

const FACTS: Omit<FlowFacts, 'now'> = {
  from: null,
  blocked: false,
  reachable: IVR_AGENTS,
  onACall: [],
  mobiles: [],
  owner: null,
  waiting: 0,
};

/** Without what works by itself in the background: the sample has no such thing. */
async function onPostgres(url: string, aside?: Background): Promise<Hono> {
  const config = testConfig({ publicUrl: PUBLIC_URL, storage: { engine: 'postgres', url } });
  const { context } = await openServer({ config, log: silentLog, crm: noCrm() });
  keepAlive(context);
  return buildApp({ ...context, ...(aside && { background: aside }) }, new Hono());
}

const NOTHING_ASIDE: Background = { start: () => undefined, own: (work) => work };

const [variant, url = ''] = process.argv.slice(2);
const makers: Record<string, () => Hono | RequestListener | Promise<Hono>> = {
  flow: flowInMemory,
  ledger: () => onPostgres(url, NOTHING_ASIDE),
  whole: () => onPostgres(url),
  sample: () => sampleServer(),
  floor: floorServer,
  'sample-insert': () => sampleServer(url),
};
const make = makers[variant ?? ''];
if (!make) throw new Error(`There is no variant ${variant}.`);
serveToParent(await make());
