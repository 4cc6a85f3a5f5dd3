import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { agentApi } from '#shared/api/agent-api.ts';
import type { Ask } from '#shared/call/control.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import { must } from '#test/support/must.ts';
import { type ProcessWorld, startProcessWorld } from '#test/support/process-world.ts';
import { ask, HZ, hears, hearsMusic, legTo, type RunningCall, talking } from '#test/support/running-call.ts';
import { COMPANY_LINE, LAURA } from '#test/support/world.ts';

/** Two server processes on one database, every request and every report of a call to the one that had not the last one. */

let world: ProcessWorld;
let ana: TestAgent;
let ken: TestAgent;

beforeAll(async () => {
  world = await startProcessWorld({ team: ['ana', 'ken'], count: 2, spreads: true });
  ana = await world.agent('ana');
  ken = await world.agent('ken');
});
afterEach(async () => {
  const { control } = world.twilio;
  for (const sid of control.liveLegs()) control.hangUp(sid);
  await eventually('no leg is left', () => control.liveLegs().length === 0);
  await eventually('nobody has a call', () => !talking(ana) && !talking(ken));
});
afterAll(async () => {
  await world?.stop();
});

const HOLD: Ask = { what: 'hold', on: true };
const RESUME: Ask = { what: 'hold', on: false };
const step = (word: 'complete' | 'join' | 'swap'): Ask => ({ what: 'transfer-step', step: word });

const isHeld = (held: boolean) =>
  eventually(held ? 'she is on hold' : 'she is off hold', () => {
    const control = talking(ana)?.control;
    return control?.pending === null && (control.customer === 'held') === held;
  });

/** Laura calls, and Ana answers. */
async function anaTalks(): Promise<RunningCall> {
  const { control } = world.twilio;
  control.registerClient(ana.id, { whenRung: 'answers', afterSeconds: 0.2, toneHz: HZ.ana });
  control.registerClient(ken.id, { whenRung: 'no-answer', toneHz: HZ.ken });
  const customer = control.placeCall({ from: LAURA, to: COMPANY_LINE, toneHz: HZ.laura });
  const { id } = await eventually('she talks', () => talking(ana));
  control.registerClient(ken.id, { whenRung: 'answers', afterSeconds: 0.5, toneHz: HZ.ken });
  return { id, customer, agent: await legTo(world, `client:${ana.id}`, customer) };
}

/** What Twilio was told of this call, in order, with its answers. */
async function told({ id }: RunningCall): Promise<{ what: string; answers: string[] }[]> {
  const client = new pg.Client({ connectionString: world.postgres.url });
  await client.connect();
  const { rows } = await client
    .query<{ kind: string; data: { n: number; command?: { do: string }; result?: string } }>(
      `select kind, data from call_events where call_id = $1 and kind in ('told', 'answered') order by id`,
      [id],
    )
    .finally(() => client.end());
  return rows.flatMap(({ kind, data }) => {
    if (kind !== 'told') return [];
    const answers = rows.filter((row) => row.kind === 'answered' && row.data.n === data.n);
    return [{ what: data.command?.do ?? '', answers: answers.map((row) => row.data.result ?? '') }];
  });
}

it('hold, asked of both at once, is told to Twilio once, and so is what follows', async () => {
  const call = await anaTalks();
  const askId = randomUUID();
  await Promise.all([1, 2, 3, 4].map(() => ask(ana, call, HOLD, askId)));
  await isHeld(true);
  await hearsMusic(world, call.customer);
  await ask(ana, call, RESUME);
  await isHeld(false);
  await Promise.all([hears(world, call.customer, HZ.ana), hears(world, call.agent, HZ.laura)]);
  expect(await told(call)).toEqual([
    { what: 'move', answers: ['done'] },
    { what: 'hold', answers: ['done'] },
    { what: 'hold', answers: ['done'] },
  ]);
});

it('a colleague is asked, joins, and has the customer in the end, whichever of them hears of it', async () => {
  const call = await anaTalks();
  await must(ask(ana, call, { what: 'transfer', how: 'consult', to: { who: 'agent', agentId: ken.id } }));
  await eventually('they talk', () => talking(ana)?.control?.transfer?.state === 'talking');
  const his = await legTo(world, `client:${ken.id}`);
  await Promise.all([hearsMusic(world, call.customer), hears(world, his, HZ.ana)]);
  await must(ask(ana, call, step('join')));
  await eventually('all three talk', () => talking(ana)?.control?.transfer?.state === 'together');
  await must(ask(ana, call, step('complete')));
  await Promise.all([hears(world, call.customer, HZ.ken), hears(world, his, HZ.laura)]);
  await eventually('it is his', () => talking(ken, call.id) && !talking(ana));
  await eventually('each command has its one answer', async () => {
    const all = await told(call);
    expect(all.map(({ answers }) => answers.length)).toEqual(all.map(() => 1));
    return true;
  });
  await must(ken.ask(agentApi.endCall, {}, { id: call.id }));
  world.twilio.control.hangUp(his);
  await eventually('she is let go', () => world.twilio.control.call(call.customer).endedAt !== null);
});

it('their database is killed while a customer is on hold: she is taken back once it is there again', async () => {
  const call = await anaTalks();
  await must(ask(ana, call, HOLD));
  await isHeld(true);
  await world.postgres.kill();
  const asked = await ask(ana, call, RESUME).catch(() => undefined);
  expect(asked?.ok).not.toBe(true);
  await hearsMusic(world, call.customer);
  await world.postgres.startAgain();
  for (const one of [ana, ken]) if (one.closed) await one.connect();
  await eventually('it can be asked again', async () => (await ask(ana, call, RESUME)).ok);
  await isHeld(false);
  await Promise.all([hears(world, call.customer, HZ.ana), hears(world, call.agent, HZ.laura)]);
});

it('when one of them is killed while it holds a customer, the other sees to it', async () => {
  const call = await anaTalks();
  await must(ask(ana, call, HOLD));
  const [first] = world.processes.living();
  await first?.kill();
  for (const one of [ana, ken]) await one.connect();
  await isHeld(true);
  await hearsMusic(world, call.customer);
  await must(ask(ana, call, RESUME));
  await isHeld(false);
  await hears(world, call.customer, HZ.ana);
});
