// One server of the webhook bench, in a process of its own: `node webhook-server.ts <variant>` tells its port by IPC, and whenever it
// is asked, how much processor time it has used.

import { Hono } from 'hono';
import twilio from 'twilio';
import * as v from 'valibot';
import type { Context } from '#server/context.ts';
import type { TwilioConnection } from '#server/twilio/connection.ts';
import { admitWebhook } from '#server/twilio/signature.guard.ts';
import { client, dial, LONGEST_CALL_SECONDS, twiml } from '#server/twilio/twiml.ts';
import { voiceRoutes } from '#server/twilio/voice.routes.ts';
import { voiceFormSchema } from '#server/twilio/webhook.schema.ts';
import { dialDoneUrl, legStatusUrl } from '#server/twilio/webhook-urls.ts';
import { callIdSchema } from '#shared/ids.ts';
import { systemClock } from '#shared/time.ts';
import { testConfig, testContext } from '#test/support/context.ts';
import { ACCOUNT_SID, AUTH_TOKEN, seedAgent, seedConnection, seedLine } from '#test/support/telephony.ts';
import { serveToParent } from './serve-to-parent.ts';
import { PUBLIC_URL, WEBHOOK_PATH } from './signed-webhook.ts';

/**
 * `ours`: guard, form and TwiML. `stored`: the whole of it, on PGlite. `package`: the same answer with what the `twilio` package has.
 * `floor`: reads and answers, and does nothing else.
 */
export type Variant = 'ours' | 'stored' | 'package' | 'floor';

const AGENTS = ['u_0000000000000000000001', 'u_0000000000000000000002'];
const config = testConfig({ publicUrl: PUBLIC_URL });
const CALL = v.parse(callIdSchema, 'c_0000000000000000000001');

const connection: TwilioConnection = {
  accountSid: ACCOUNT_SID,
  accountName: 'Bench',
  trial: false,
  authTokens: { primary: AUTH_TOKEN, secondary: null },
  apiKeySid: '',
  apiKeySecret: '',
  applicationSid: '',
  region: 'ie1',
  edge: 'dublin',
};

function ours(): Hono {
  const app = new Hono();
  app.post(WEBHOOK_PATH, async (asked) => {
    const admitted = await admitWebhook(asked.req.raw, connection, { config });
    if (!admitted.ok) return asked.text(admitted.reason, admitted.status);
    const form = v.safeParse(voiceFormSchema, admitted.form);
    if (!form.success) return asked.text('not as documented', 400);
    const ringing = { statusCallback: legStatusUrl(config, CALL), parameters: { callId: CALL } };
    const how = {
      answerOnBridge: true,
      timeout: 25,
      timeLimit: LONGEST_CALL_SECONDS,
      action: dialDoneUrl(config, CALL, 0),
    };
    const document = twiml(
      dial(
        how,
        AGENTS.map((agent) => client(agent, ringing)),
      ),
    );
    return asked.body(document, 200, { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' });
  });
  return app;
}

async function stored(): Promise<Hono> {
  const context: Context = { ...(await testContext({ config })), clock: systemClock };
  const agents = [await seedAgent(context, 'Ana'), await seedAgent(context, 'Ben')];
  const [first] = agents;
  if (!first) throw new Error('nobody');
  await seedConnection(context, first);
  await seedLine(context, agents);
  // A softphone tells that it is alive every few seconds; without that nobody would be rung.
  setInterval(() => void context.db.updateTable('endpoints').set({ alive_at: new Date() }).execute(), 2_000);
  return voiceRoutes(context);
}

/** As Twilio's documentation shows it. */
function thePackage(): Hono {
  const app = new Hono();
  app.post(WEBHOOK_PATH, async (asked) => {
    const form = await asked.req.parseBody();
    const url = PUBLIC_URL + new URL(asked.req.url).pathname;
    if (!twilio.validateRequest(AUTH_TOKEN, asked.req.header('x-twilio-signature') ?? '', url, form))
      return asked.text('wrong signature', 403);
    const response = new twilio.twiml.VoiceResponse();
    const ringing = response.dial({
      answerOnBridge: true,
      timeout: 25,
      timeLimit: LONGEST_CALL_SECONDS,
      action: dialDoneUrl(config, CALL, 0),
      method: 'POST',
    });
    for (const agent of AGENTS) {
      const one = ringing.client({
        statusCallback: legStatusUrl(config, CALL),
        statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
        statusCallbackMethod: 'POST',
      });
      one.identity(agent);
      one.parameter({ name: 'callId', value: CALL });
    }
    return asked.body(response.toString(), 200, { 'content-type': 'text/xml; charset=utf-8' });
  });
  return app;
}

function floor(): Hono {
  const app = new Hono();
  const document = '<?xml version="1.0" encoding="UTF-8"?><Response><Identity>nobody</Identity></Response>'.padEnd(
    1_000,
  );
  app.post(WEBHOOK_PATH, async (asked) => {
    await asked.req.raw.text();
    return asked.body(document, 200, { 'content-type': 'text/xml; charset=utf-8' });
  });
  return app;
}

const makers: Record<string, () => Hono | Promise<Hono>> = { ours, stored, package: thePackage, floor };
const make = makers[process.argv[2] ?? ''];
if (!make) throw new Error(`There is no variant ${process.argv[2]}.`);
serveToParent(await make());
