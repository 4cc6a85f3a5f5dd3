import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { askOfCall } from '#server/calls/control/control-ask.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import { askSchema } from '#shared/call/control.ts';
import type { Luck } from '#test/fuzz/luck.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { incomingCall, type RunningCall } from '#test/support/running-call.ts';
import { startWorld, type World } from '#test/support/world.ts';
import type { LegReport } from '#test/twilio/control/call-report.ts';
import type { Attack } from './attack.ts';
import { fraudNumber } from './fraud-number.ts';
import { inRounds } from './rounds.ts';

/** What may be said to such a number; that she has called too often would tell nothing of it. */
const REFUSALS = [
  'premium-number',
  'country-not-allowed',
  'emergency-number',
  'short-number',
  'not-a-number',
  'withheld-number',
];
/**
 * Somebody has stolen an agent's session and her softphone's token, while she talks to a customer: places calls, passes the customer on,
 * and lets the softphone connect by itself. Each number is refused for what it is, and the account is called by nobody and calls nobody.
 */
export const tollFraud: Attack = {
  name: 'numbers past the toll policy',
  count: 5_000,
  async run(count, seed) {
    const world = await startWorld();
    const ana = await world.agent('ana', { whenRung: 'answers', afterSeconds: 0.2 });
    try {
      const call = await incomingCall(world, ana);
      return await inRounds(count, seed, A_ROUND, (luck, size) => steal(world, ana, call, luck, size));
    } finally {
      await ana.disconnect();
      await world.stop();
    }
  },
};

const A_ROUND = 100;

async function steal(world: World, ana: TestAgent, call: RunningCall, luck: Luck, size: number): Promise<string[]> {
  const broken: string[] = [];
  for (let n = 0; n < size; n += 1) {
    const number = fraudNumber(luck);
    const how = n === 0 ? 'connect' : luck.pick(['place', 'place', 'blind', 'consult', 'add'] as const);
    const fault = await calls(world, ana, call, how, number);
    if (fault) broken.push(`${how} ${JSON.stringify(number)}: ${fault}`);
  }
  return [...broken, ...(await kept(world, call)), ...rung(world).map(({ to }) => `${to} was called`)];
}

/** Neither a call nor an ask may be left of all this. */
async function kept({ server }: World, call: RunningCall): Promise<string[]> {
  const { db } = server.context;
  const placed = await db.selectFrom('calls').select(['id', 'number']).where('id', '!=', call.id).execute();
  const asked = await db.selectFrom('call_events').select('data').where('kind', 'in', ['asked', 'placed']).execute();
  return [...placed.map(({ number }) => `a call to ${number}`), ...asked.map(({ data }) => JSON.stringify(data))];
}

type How = 'connect' | 'place' | 'blind' | 'consult' | 'add';

async function calls(
  world: World,
  ana: TestAgent,
  call: RunningCall,
  how: How,
  number: string,
): Promise<string | undefined> {
  if (how === 'connect') {
    world.twilio.control.connectClient(ana.id, { To: number, number, c: number, callId: call.id });
    return undefined;
  }
  const told = how === 'place' ? await place(ana, number) : await passOn(world, ana, call, how, number);
  if (told === 'ok') return 'may be called';
  return REFUSALS.includes(told) ? undefined : `is refused as ${told}`;
}

async function place(ana: TestAgent, to: string): Promise<string> {
  const placed = await ana.ask(agentApi.placeCall, { to, record: null, from: null });
  return placed.ok ? 'ok' : placed.problem.code;
}

/** Past the limit of asks a minute, which would hide the rest. */
async function passOn(world: World, ana: TestAgent, call: RunningCall, how: How, number: string): Promise<string> {
  const ask = v.safeParse(askSchema, { what: 'transfer', how, to: { who: 'number', number } });
  if (!ask.success) return 'not-a-number';
  const { agent } = ana.me;
  const agentOfAsk = { ...agent, locale: 'es-ES', timeZone: 'Europe/Madrid', sessionHash: 'stolen' };
  const asked = await askOfCall(world.server.context, agentOfAsk, call.id, { askId: randomUUID(), ask: ask.output });
  return asked.ok ? 'ok' : asked.problem.code;
}

/** Whoever Twilio rings at our word but her own softphone. What a softphone says of itself when it connects is no number that is called. */
function rung({ twilio }: World): LegReport[] {
  const under = (leg: string): LegReport[] => twilio.control.call(leg).legs.flatMap((one) => [one, ...under(one.sid)]);
  const all = twilio.control.calls().flatMap((top) => [top, ...under(top.sid)]);
  return all.filter(({ direction, to }) => direction !== 'inbound' && !to.startsWith('client:'));
}
