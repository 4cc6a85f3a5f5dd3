import * as v from 'valibot';
import { expect, it } from 'vitest';
import { agentIdSchema } from '#shared/ids.ts';
import { packTold, readTold } from './told.ts';

const agents = (count: number) =>
  Array.from({ length: count }, (_, n) => v.parse(agentIdSchema, `u_${n.toString(16).padStart(20, '0')}`));

it('carries any number of agents in payloads that PostgreSQL takes', () => {
  const payloads = packTold({ topic: 'recent-calls', agentIds: agents(1_001) });
  expect(payloads.every((payload) => Buffer.byteLength(payload) < 8_000)).toBe(true);
  expect(payloads.flatMap((payload) => readTold(payload)?.agentIds)).toEqual(agents(1_001));
});

it('tells nothing to nobody', () => {
  expect(packTold({ topic: 'calls', agentIds: [] })).toEqual([]);
});

it.each(['', 'hello', '{}', '{"topic":"calls","agentIds":["1; drop"]}', '{"topic":"other","agentIds":[]}'])(
  'does not take %s for its own',
  (payload) => {
    expect(readTold(payload)).toBeUndefined();
  },
);
