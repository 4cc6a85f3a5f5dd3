import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ControlCommand } from '#server/call-control/control-event.ts';
import type { Ask } from '#shared/call/control.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import { must } from '#test/support/must.ts';
import { ask, HZ, hears, hearsMusic, legTo, type RunningCall, talking } from '#test/support/running-call.ts';
import { COMPANY_LINE, LAURA, STRANGER } from '#test/support/world.ts';
import { type ChaosWorld, openChaosWorld } from './chaos-world.ts';
import { commandOf } from './rest-command.ts';
import type { RestFault } from './rest-line.ts';

/** Each request that call control makes goes wrong once, in each way in which it may: what was asked for comes about all the same, once. */

/** As long as Twilio's client tries by itself, and we then look and tell it again. */
const COMES_ABOUT_MS = 40_000;
/** Twilio's client asks four times before it says that Twilio is too busy. */
const TOO_BUSY: RestFault[] = ['busy', 'busy', 'busy', 'busy'];
const FAULTS: [string, RestFault[]][] = [
  ['is one too many (429), and then has no answer though it took effect', [...TOO_BUSY, 'cut-after']],
  ['fails (500) after it took effect', ['fails-after']],
];
/** A limit for a broken run on a busy machine, never a measure of speed. */
const LIMIT_MS = 120_000;

let world: ChaosWorld;
let ana: TestAgent;
let ken: TestAgent;
let elena: TestAgent;
/** How the request that is to fail still does. */
let faults: RestFault[] = [];
/** Twilio's calls before the one of this test. */
let before = 0;

beforeAll(async () => {
  world = await openChaosWorld();
  ({ ana, ken } = world.people);
  elena = world.admin;
});
afterAll(() => world?.stop());
afterEach(async () => {
  world.server.restFault = () => undefined;
  faults = [];
  const { control } = world.twilio;
  for (const sid of control.liveLegs()) control.hangUp(sid);
  const isOver = async () =>
    control.liveLegs().length === 0 &&
    (await world.db.selectFrom('calls').select('id').where('state', '!=', 'ended').execute()).length === 0;
  expect(await world.passUntil(isOver, 90_000)).toBe(true);
});

type Does = Exclude<ControlCommand['do'], 'look'>;

function goesWrong(does: Does, how: readonly RestFault[]): void {
  faults = [...how];
  world.server.restFault = (asked) => (commandOf(asked) === does ? faults.shift() : undefined);
}

/** Ken does not ring for the call itself: Ana is to answer it. */
async function anaTalks(): Promise<RunningCall> {
  const { control } = world.twilio;
  before = control.calls().length;
  control.registerClient(ana.id, { whenRung: 'answers', afterSeconds: 1, toneHz: HZ.ana });
  control.registerClient(ken.id, { whenRung: 'no-answer', toneHz: HZ.ken });
  const customer = control.placeCall({ from: LAURA, to: COMPANY_LINE, toneHz: HZ.laura });
  expect(await world.passUntil(() => talking(ana) !== undefined, 20_000)).toBe(true);
  control.registerClient(ken.id, { whenRung: 'answers', afterSeconds: 1, toneHz: HZ.ken });
  control.registerClient(elena.id, { whenRung: 'answers', afterSeconds: 1, toneHz: HZ.outside });
  const { id } = await eventually('she talks', () => talking(ana));
  const call = { id, customer, agent: await legTo(world, `client:${ana.id}`, customer) };
  await hears(world, call.customer, HZ.ana);
  return call;
}

async function asks(call: RunningCall, what: Ask, by = ana): Promise<void> {
  await must(ask(by, call, what, randomUUID()));
}

/** Time passes until she is shown this. */
async function isShown(
  call: RunningCall,
  looks: (shown: NonNullable<ReturnType<typeof shownTo>>) => boolean,
  by = ana,
) {
  const so = async () => {
    // Twilio's client waits in real time before it tries again: the clock stands still meanwhile.
    if (isTrying()) await eventually('it has tried as often as it does', () => !isTrying());
    const shown = shownTo(by, call);
    return shown !== undefined && shown !== null && shown.pending === null && looks(shown);
  };
  if (!(await world.passUntil(so, COMES_ABOUT_MS))) expect.fail(`shown: ${JSON.stringify(shownTo(by, call))}`);
  expect(shownTo(by, call)?.failed).toBeNull();
}
/** In the midst of what it does about one too many. */
const isTrying = () => faults[0] === 'busy' && faults.length <= TOO_BUSY.length;
const shownTo = (one: TestAgent, call: RunningCall) => talking(one, call.id)?.control;

const hold = (on: boolean): Ask => ({ what: 'hold', on });
const step = (word: 'complete' | 'join' | 'swap' | 'cancel'): Ask => ({ what: 'transfer-step', step: word });
const record = (to: 'on' | 'paused' | 'off'): Ask => ({ what: 'record', to });
const supervise = (how: 'listen' | 'whisper' | 'barge' | 'stop'): Ask => ({ what: 'supervise', how });
const toKen = (how: 'consult' | 'blind' | 'add'): Ask => ({
  what: 'transfer',
  how,
  to: { who: 'agent', agentId: ken.id },
});
const outside: Ask = { what: 'transfer', how: 'consult', to: { who: 'number', number: STRANGER } };

const legsTo = (to: string) =>
  world.twilio.control
    .calls()
    .slice(before)
    .flatMap((top) => [top, ...top.legs])
    .filter((leg) => leg.to.startsWith(to));
const isOver = (leg: string) => world.twilio.control.call(leg).endedAt !== null;
const isGone = async (leg: string) => expect(await world.passUntil(() => isOver(leg), COMES_ABOUT_MS)).toBe(true);
const recordings = (call: RunningCall) =>
  world.twilio.control.recordings.list().filter((one) => one.call.sid === call.customer);

async function held(call: RunningCall): Promise<void> {
  await asks(call, hold(true));
  await isShown(call, ({ customer }) => customer === 'held');
}
async function kenIsAsked(call: RunningCall): Promise<string> {
  await asks(call, toKen('consult'));
  await isShown(call, ({ transfer }) => transfer?.state === 'talking');
  return legTo(world, `client:${ken.id}`);
}
async function recorded(call: RunningCall): Promise<void> {
  await asks(call, record('on'));
  await isShown(call, ({ recording }) => recording === 'on');
}
async function listens(call: RunningCall): Promise<string> {
  await asks(call, supervise('listen'), elena);
  await isShown(call, ({ listeners }) => listeners[0]?.how === 'listen');
  return legTo(world, `client:${elena.id}`);
}
const kenHasHer = async (call: RunningCall, his: string) => {
  await isShown(call, ({ transfer }) => transfer === null, ken);
  await Promise.all([hears(world, call.customer, HZ.ken), hears(world, his, HZ.laura)]);
  await isGone(call.agent);
};

/** What is asked while that request goes wrong, from which it comes about. */
const SCENES: Record<string, { does: Does; asked(fails: () => void): Promise<void> }> = {
  'the customer is held out of a plain call': {
    does: 'move',
    async asked(fails) {
      const call = await anaTalks();
      fails();
      await held(call);
      await Promise.all([hearsMusic(world, call.customer), hears(world, call.agent)]);
    },
  },
  'she is held': {
    does: 'hold',
    async asked(fails) {
      const call = await anaTalks();
      fails();
      await held(call);
      await Promise.all([hearsMusic(world, call.customer), hears(world, call.agent)]);
    },
  },
  'she is taken back': {
    does: 'hold',
    async asked(fails) {
      const call = await anaTalks();
      await held(call);
      fails();
      await asks(call, hold(false));
      await isShown(call, ({ customer }) => customer === 'talking');
      await Promise.all([hears(world, call.customer, HZ.ana), hears(world, call.agent, HZ.laura)]);
    },
  },
  'a colleague is asked': {
    does: 'invite',
    async asked(fails) {
      const call = await anaTalks();
      fails();
      const his = await kenIsAsked(call);
      await Promise.all([hearsMusic(world, call.customer), hears(world, his, HZ.ana)]);
      expect(legsTo(`client:${ken.id}`).filter(({ answeredAt }) => answeredAt)).toHaveLength(1);
    },
  },
  'a colleague is added': {
    does: 'invite',
    async asked(fails) {
      const call = await anaTalks();
      fails();
      await asks(call, toKen('add'));
      await isShown(call, ({ transfer }) => transfer?.state === 'together');
      const his = await legTo(world, `client:${ken.id}`);
      await Promise.all([hears(world, call.customer, HZ.ana, HZ.ken), hears(world, his, HZ.laura, HZ.ana)]);
      expect(legsTo(`client:${ken.id}`).filter(({ answeredAt }) => answeredAt)).toHaveLength(1);
    },
  },
  'somebody outside is asked': {
    does: 'invite',
    async asked(fails) {
      world.twilio.control.setPhone(STRANGER, { whenRung: 'answers', afterSeconds: 1, toneHz: HZ.outside });
      const call = await anaTalks();
      fails();
      await asks(call, outside);
      await isShown(call, ({ transfer }) => transfer?.state === 'talking');
      await Promise.all([hearsMusic(world, call.customer), hears(world, call.agent, HZ.outside)]);
      expect(legsTo(STRANGER)).toHaveLength(1);
    },
  },
  'the call is given to the colleague, and its room is to stay': {
    does: 'ends-room',
    async asked(fails) {
      const call = await anaTalks();
      const his = await kenIsAsked(call);
      fails();
      await asks(call, step('complete'));
      await kenHasHer(call, his);
    },
  },
  'the call is given to the colleague, and who gives it leaves': {
    does: 'remove',
    async asked(fails) {
      const call = await anaTalks();
      const his = await kenIsAsked(call);
      fails();
      await asks(call, step('complete'));
      await kenHasHer(call, his);
    },
  },
  'a colleague who was asked is sent away': {
    does: 'remove',
    async asked(fails) {
      const call = await anaTalks();
      const his = await kenIsAsked(call);
      fails();
      await asks(call, step('cancel'));
      await isShown(call, ({ customer, transfer }) => transfer === null && customer === 'talking');
      await isGone(his);
      await Promise.all([hears(world, call.customer, HZ.ana), hears(world, call.agent, HZ.laura)]);
    },
  },
  'a colleague who rings is called off': {
    does: 'end',
    async asked(fails) {
      world.twilio.control.registerClient(ken.id, { whenRung: 'no-answer' });
      const call = await anaTalks();
      world.twilio.control.registerClient(ken.id, { whenRung: 'no-answer' });
      await asks(call, toKen('consult'));
      const rings = () => shownTo(ana, call)?.transfer?.state === 'ringing' && legsTo(`client:${ken.id}`).length > 1;
      expect(await world.passUntil(rings, COMES_ABOUT_MS)).toBe(true);
      const his = await legTo(world, `client:${ken.id}`);
      fails();
      await asks(call, step('cancel'));
      await isShown(call, ({ customer, transfer }) => transfer === null && customer === 'talking');
      await isGone(his);
      await Promise.all([hears(world, call.customer, HZ.ana), hears(world, call.agent, HZ.laura)]);
    },
  },
  'the customer is passed on': {
    does: 'redirect',
    async asked(fails) {
      const call = await anaTalks();
      fails();
      await asks(call, toKen('blind'));
      await isShown(call, ({ transfer }) => transfer === null, ken);
      const his = await legTo(world, `client:${ken.id}`);
      await Promise.all([hears(world, call.customer, HZ.ken), hears(world, his, HZ.laura)]);
      await isGone(call.agent);
    },
  },
  'a supervisor is rung': {
    does: 'invite',
    async asked(fails) {
      const call = await anaTalks();
      fails();
      const hers = await listens(call);
      await Promise.all([hears(world, hers, HZ.laura, HZ.ana), hears(world, call.customer, HZ.ana)]);
      expect(legsTo(`client:${elena.id}`).filter(({ answeredAt }) => answeredAt)).toHaveLength(1);
    },
  },
  'a supervisor whispers': {
    does: 'coach',
    async asked(fails) {
      const call = await anaTalks();
      await listens(call);
      fails();
      await asks(call, supervise('whisper'), elena);
      await isShown(call, ({ listeners }) => listeners[0]?.how === 'whisper');
      await Promise.all([hears(world, call.agent, HZ.laura, HZ.outside), hears(world, call.customer, HZ.ana)]);
    },
  },
  'a supervisor is heard by both': {
    does: 'mute',
    async asked(fails) {
      const call = await anaTalks();
      await listens(call);
      fails();
      await asks(call, supervise('barge'), elena);
      await isShown(call, ({ listeners }) => listeners[0]?.how === 'barge');
      await Promise.all([
        hears(world, call.agent, HZ.laura, HZ.outside),
        hears(world, call.customer, HZ.ana, HZ.outside),
      ]);
    },
  },
  'a supervisor leaves': {
    does: 'remove',
    async asked(fails) {
      const call = await anaTalks();
      const hers = await listens(call);
      fails();
      await asks(call, supervise('stop'), elena);
      await isShown(call, ({ listeners }) => listeners.length === 0);
      await isGone(hers);
      await Promise.all([hears(world, call.customer, HZ.ana), hears(world, call.agent, HZ.laura)]);
    },
  },
  'it is said that the call is recorded': {
    does: 'announce',
    async asked(fails) {
      const call = await anaTalks();
      fails();
      await recorded(call);
      expect(recordings(call)).toHaveLength(1);
    },
  },
  'the call is recorded': {
    does: 'record',
    async asked(fails) {
      const call = await anaTalks();
      fails();
      await recorded(call);
      expect(recordings(call)).toHaveLength(1);
    },
  },
  'the recording pauses': {
    does: 'pause-recording',
    async asked(fails) {
      const call = await anaTalks();
      await recorded(call);
      fails();
      await asks(call, record('paused'));
      await isShown(call, ({ recording }) => recording === 'paused');
      expect(recordings(call).map(({ state }) => state.status)).toEqual(['paused']);
    },
  },
  'the recording goes on': {
    does: 'pause-recording',
    async asked(fails) {
      const call = await anaTalks();
      await recorded(call);
      await asks(call, record('paused'));
      await isShown(call, ({ recording }) => recording === 'paused');
      fails();
      await recorded(call);
      expect(recordings(call).map(({ state }) => state.status)).toEqual(['in-progress']);
    },
  },
  'the recording stops': {
    does: 'stop-recording',
    async asked(fails) {
      const call = await anaTalks();
      await recorded(call);
      fails();
      await asks(call, record('off'));
      await isShown(call, ({ recording }) => recording === 'off');
      expect(recordings(call).filter(({ state }) => /in-progress|paused/.test(state.status))).toEqual([]);
    },
  },
};

describe.each(FAULTS)('a request that %s', (_, how) => {
  it.each(Object.entries(SCENES))(
    'holds nothing up: %s',
    async (_title, { does, asked }) => {
      await asked(() => goesWrong(does, how));
      expect(faults).toEqual([]);
    },
    LIMIT_MS,
  );
});
