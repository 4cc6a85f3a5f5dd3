import assert from 'node:assert/strict';
import * as v from 'valibot';
import { lintFlow } from '#server/call-flow/lint.ts';
import { tryFlow } from '#server/call-flow/simulate.ts';
import { documentFits } from '#server/twilio/document-fits.ts';
import type { PretendedCall } from '#shared/api/call-flow-api.ts';
import { type CallFlow, callFlowSchema } from '#shared/call-flow/call-flow.schema.ts';
import { audioIdSchema } from '#shared/call-flow/prompt.ts';
import { agentIdSchema, e164Schema } from '#shared/ids.ts';
import { checkDocument, checkTurn } from './flow-laws.ts';
import { type Luck, luckOf } from './luck.ts';
import { randomFlow, type Stock } from './random-flow.ts';
import { type Temper, walk } from './walk.ts';

const STOCK: Stock = {
  agents: Array.from({ length: 40 }, (_, i) => v.parse(agentIdSchema, `u_${String(i).padStart(20, '0')}`)),
  sounds: ['a', 'b', 'c'].map((letter) => v.parse(audioIdSchema, `a_${letter.repeat(22)}`)),
  numbers: [v.parse(e164Schema, '+34600111222'), v.parse(e164Schema, '+525512345678')],
};
const WALKS: readonly Temper[] = ['mad', 'stubborn', 'usual', 'usual', 'usual', 'usual'];

/** Tries one random flow with several callers; throws on the first thing that is wrong. The number of turns. */
export function fuzzFlow(seed: number): number {
  const luck = luckOf(seed);
  const flow = randomFlow(luck, STOCK);
  assert(v.is(callFlowSchema, flow), 'a random flow is one that the contract allows');
  const fits = judged(luck, flow);
  let turns = 0;
  for (const temper of WALKS) {
    let ended = false;
    for (const met of walk(flow, luck, STOCK, temper)) {
      turns += 1;
      checkTurn(flow, met);
      if (fits) checkDocument(met.turn.step, STOCK.numbers[0]);
      ended = met.turn.step.do === 'end' || met.turn.step.do === 'refuse';
    }
    assert(ended, 'there is always an end');
  }
  return turns;
}

/** Lints and tries the flow with a random team; whether it may be saved as far as its documents go. */
function judged(luck: Luck, flow: CallFlow): boolean {
  const state = () => luck.pick(['free', 'on-a-call', 'away', 'offline'] as const);
  const world = {
    people: luck.shuffled(STOCK.agents).map((agentId) => ({
      agentId,
      name: 'Somebody',
      active: luck.chance(0.9),
      is: state(),
      mobile: luck.chance(0.2) ? { number: STOCK.numbers[0], when: 'also' as const } : null,
    })),
    soundNames: new Map(STOCK.sounds.map((id) => [id, 'sound.wav'])),
    isBlocked: () => false,
    unreachable: new Map<string, string>(),
    outdated: new Map<never, string>(),
    mayForwardTo: () => true,
    fits: (step: Parameters<typeof documentFits>[1]) => documentFits({ publicUrl: 'https://phone.example' }, step),
  };
  const { findings } = lintFlow(flow, world);
  const agentId = luck.pick([STOCK.agents[0] ?? v.parse(agentIdSchema, ''), ...STOCK.agents]);
  const deed = () =>
    luck.pick<PretendedCall['done'][number]>([
      { do: 'press', key: luck.pick(['1', '2', '3', '0', '*', '#']) },
      { do: 'wait' },
      { do: 'free', agentId },
      { do: 'answer', agentId },
    ]);
  const done = Array.from({ length: luck.whole(0, 20) }, deed);
  const call = {
    number: null,
    flow,
    from: STOCK.numbers[1] ?? null,
    people: [],
    owner: null,
    waiting: luck.whole(0, 25),
  };
  const { over, can } = tryFlow({ ...call, at: '2026-11-23T10:00:00Z', done }, world);
  assert.equal(over, can.length === 0, 'a trial that is not over can go on');
  return findings.every(({ code }) => code !== 'twiml-too-large');
}
