import type { RequestListener } from 'node:http';
import express, { type Express } from 'express';
import pg from 'pg';
import twilio from 'twilio';
import { nextTurn } from '#server/call-flow/next-turn.ts';
import type { Position } from '#server/call-flow/turn.ts';
import { WEBHOOKS } from '#server/twilio/webhook-urls.ts';
import { AUTH_TOKEN } from '#test/support/telephony.ts';
import { fiveLevels, KEYS_TO_PEOPLE } from './ivr-flow.ts';
import { IVR_AGENTS } from './ivr-team.ts';
import { PUBLIC_URL } from './signed-webhook.ts';

const { VoiceResponse } = twilio.twiml;

/**
 * The server of Twilio's documentation for a menu of as many levels: express, `twilio.webhook()` and `VoiceResponse`; which level it is
 * stands in the address. It says the same words, asks in the same way and rings the same people. Source:
 * https://www.twilio.com/docs/usage/tutorials/how-to-secure-your-express-app-by-validating-incoming-twilio-requests
 * @param url of a PostgreSQL on which each request is noted with one INSERT.
 */
export function sampleServer(url?: string): Express {
  const words = wordsOfLevels();
  const pool = url ? new pg.Pool({ connectionString: url, max: 10 }) : undefined;
  const app = express();
  app.use(express.urlencoded({ extended: false }));
  const { protocol, host } = new URL(PUBLIC_URL);
  const guard = twilio.webhook({ protocol: protocol.slice(0, -1), host }, AUTH_TOKEN);
  app.post([WEBHOOKS.incoming, WEBHOOKS.turn], guard, async (request, response) => {
    const form: Record<string, unknown> = request.body;
    const level = request.path === WEBHOOKS.incoming ? 0 : Number(request.query.level);
    await pool?.query(INSERT, [form.CallSid, level, form.Digits ?? null, JSON.stringify(form)]);
    response.type('text/xml').send(answer(level, words).toString());
  });
  return app;
}

/** Reads each request and answers as much, with nothing between: what Node itself takes for it, on both sides. */
export function floorServer(): RequestListener {
  const words = wordsOfLevels();
  const documents = Array.from({ length: KEYS_TO_PEOPLE + 2 }, (_, level) => answer(level, words).toString());
  return (request, response) => {
    const asked = new URL(request.url ?? '/', PUBLIC_URL);
    const level = asked.pathname === WEBHOOKS.incoming ? 0 : Number(asked.searchParams.get('level'));
    request.on('end', () => response.writeHead(200, { 'content-type': 'text/xml' }).end(documents[level])).resume();
  };
}

/** Its table, in the same database. */
export const SAMPLE_TABLE = `create table sample_webhooks (
  id bigint generated always as identity primary key, call_sid text not null, level integer not null, digits text,
  form jsonb not null, received_at timestamptz not null default now()
)`;
const INSERT = 'insert into sample_webhooks (call_sid, level, digits, form) values ($1, $2, $3, $4)';

function answer(level: number, words: readonly string[]): twilio.twiml.VoiceResponse {
  const response = new VoiceResponse();
  const next = `${PUBLIC_URL}${WEBHOOKS.turn}?level=${level + 1}`;
  if (level < KEYS_TO_PEOPLE) {
    const gather = response.gather({
      input: ['dtmf'],
      numDigits: 1,
      finishOnKey: '',
      timeout: 5,
      actionOnEmptyResult: true,
      action: next,
      method: 'POST',
    });
    gather.say({ language: 'es-ES', voice: 'Polly.Lucia' }, words[level] ?? '');
  } else if (level === KEYS_TO_PEOPLE) {
    const dial = response.dial({ answerOnBridge: true, timeout: 25, timeLimit: 14_400, action: next, method: 'POST' });
    for (const agentId of IVR_AGENTS) {
      const client = dial.client({
        statusCallback: `${PUBLIC_URL}${WEBHOOKS.leg}`,
        statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
        statusCallbackMethod: 'POST',
      });
      client.identity(agentId);
      client.parameter({ name: 'callId', value: 'c_0000000000000000000001' });
    }
  } else response.hangup();
  return response;
}

/** What our own callers hear on each level, so that both sides write the same. */
function wordsOfLevels(): string[] {
  const flow = fiveLevels(IVR_AGENTS);
  const facts = { now: new Date(), from: null, blocked: false, owner: null, waiting: 0 };
  const nobody = { reachable: IVR_AGENTS, onACall: [], mobiles: [] };
  let position: Position | null = null;
  return Array.from({ length: KEYS_TO_PEOPLE }, () => {
    const happened = position ? ({ what: 'keys', keys: '1' } as const) : ({ what: 'arrived' } as const);
    const turn = nextTurn(flow, position, happened, { ...facts, ...nobody });
    position = turn.position;
    if (turn.step.do !== 'ask') throw new Error(`the flow does not ask, but ${turn.step.do}`);
    return turn.step.parts.map((part) => ('say' in part ? part.say : '')).join(' ');
  });
}
