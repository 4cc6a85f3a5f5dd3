import { callFlowApi, type SavedFlow } from '#shared/api/call-flow-api.ts';
import type { LiveCall } from '#shared/api/events.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import type { AgentId, E164 } from '#shared/ids.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { TurnableClock } from '#test/support/clock.ts';
import { eventually } from '#test/support/eventually.ts';
import { spanishFlow } from '#test/support/flow.ts';
import { must } from '#test/support/must.ts';
import { COMPANY_LINE, LAURA, startWorld, type World } from '#test/support/world.ts';
import type { PhoneBehaviour } from '#test/twilio/media/phone.ts';
import { openSound } from '#test/twilio/media/sound.ts';
import { SAMPLE_RATE } from '#test/twilio/party.ts';

/** How long each text takes to be spoken here: what was said stands in the transcript, and speaking is work. */
export const SPOKEN_SECONDS = 2;
/** Sound as it is, but for speech: each text is as long a silence. */
export const quickSpeech = (seconds: number) => ({
  ...openSound(),
  speak: async () => new Int16Array(SAMPLE_RATE * seconds),
});

/** Minutes pass in a moment here: softphones are asked for life less often, and nobody may seem dead because the clock was turned. */
const BEAT_SECONDS = 20;
const PATIENCE = { heartbeatMs: BEAT_SECONDS * 1_000, silentMs: 3 * BEAT_SECONDS * 1_000 };

/** Time passes in steps as long as this until something is so; on a busy machine a minute of such steps takes a while. */
const STEP_SECONDS = 0.5;
const MOST_STEPS_MS = 60_000;

/** A team whose company line does what an admin has saved, people without browsers, callers, and one clock for all of it. */
export interface Switchboard {
  world: World;
  clock: TurnableClock;
  /** Saves what the line does, as the editor does it: the very next caller meets it. */
  save(over: Partial<CallFlow>): Promise<SavedFlow>;
  /** Signs these people of the CRM in; their softphones ring until somebody answers by hand. */
  people<Names extends readonly string[]>(...names: Names): Promise<{ [N in keyof Names]: TestAgent }>;
  behave(one: TestAgent, behaviour: PhoneBehaviour): void;
  /** Time passes, and softphones show life meanwhile. */
  pass(seconds: number): Promise<void>;
  /** Time passes until something is so. */
  until<T>(what: string, look: () => T | Promise<T>): Promise<Exclude<T, undefined | null | false>>;
  call(from?: E164): string;
  /** She talks; her softphone says that it is on a call. */
  talks(one: TestAgent): Promise<LiveCall>;
  /** She hangs up and has nothing to note: her softphone is free. */
  finishes(one: TestAgent): Promise<void>;
  /** Every call that the server knows of. */
  ledger(): ReturnType<typeof ledgerOf>;
  /** What the server knows of a caller's call. */
  callOf(sid: string): Promise<Awaited<ReturnType<typeof ledgerOf>>[number] | undefined>;
  /** Callers hang up, and everything that they set in motion comes to its end. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
}

export async function openSwitchboard({ at }: { at?: string } = {}): Promise<Switchboard> {
  const clock = new TurnableClock(at ? new Date(at) : undefined);
  const world = await startWorld({ clock, sound: quickSpeech(SPOKEN_SECONDS), limits: PATIENCE });
  const { control } = world.twilio;
  const signedIn: TestAgent[] = [];

  const board: Switchboard = {
    world,
    clock,
    save: (over) => saveLine(world, spanishFlow([], over)),
    async people(...names) {
      const all = [];
      // One after another: who comes online first rings first.
      for (const name of names) {
        all.push(await world.agent(name));
        await control.turnClock(1_000);
      }
      signedIn.push(...all);
      // A tuple as long as the names.
      return all as { [N in keyof typeof names]: TestAgent };
    },
    behave: (one, behaviour) => control.registerClient(one.id, behaviour),
    async pass(seconds) {
      for (let left = seconds; left > 0; left -= BEAT_SECONDS) {
        await control.turnClock(Math.min(BEAT_SECONDS, left) * 1_000);
        await allAlive(world);
      }
    },
    until: (what, look) =>
      eventually(
        what,
        async () => {
          const seen = await look();
          if (!seen) await board.pass(STEP_SECONDS);
          return seen;
        },
        MOST_STEPS_MS,
      ),
    call: (from = LAURA) => control.placeCall({ from, to: COMPANY_LINE }),
    async talks(one) {
      const call = await board.until(`${one.me.agent.name} talks`, () =>
        one.calls.find(({ state }) => state === 'talking'),
      );
      await one.device({ registered: true, onCall: true });
      return call;
    },
    async finishes(one) {
      const legs = control.calls().flatMap((call) => [call, ...call.legs]);
      const hers = legs.find(({ to, status }) => to.includes(one.id) && status === 'in-progress');
      if (!hers) throw new Error(`${one.me.agent.name} is on no call`);
      control.hangUp(hers.sid);
      await eventually('her call is over', () => one.calls.every(({ state }) => state !== 'talking'));
      await one.device({ registered: true, onCall: false });
    },
    ledger: () => ledgerOf(world),
    callOf: async (sid) => (await ledgerOf(world)).find((call) => call.parent_sid === sid),
    async quiet() {
      control.chaos.clear();
      for (const sid of control.liveLegs()) if (control.call(sid).parentSid === null) control.hangUp(sid);
      await eventually('no leg is left', () => control.liveLegs().length === 0);
      await eventually('every call is over', async () =>
        (await ledgerOf(world)).every(({ state }) => state === 'ended'),
      );
      await Promise.all(signedIn.map((one) => one.device({ registered: true, onCall: false })));
    },
    async stop() {
      await Promise.all(signedIn.map((one) => one.disconnect()));
      await world.stop();
    },
  };
  return board;
}

/** What the company's line does from now on. */
export async function saveLine({ admin }: Pick<World, 'admin'>, flow: CallFlow): Promise<SavedFlow> {
  const at = { number: COMPANY_LINE };
  const live = await admin.ask(callFlowApi.callFlow, undefined, at);
  const basedOn = live.ok ? live.value.version : null;
  return must(admin.ask(callFlowApi.saveCallFlow, { name: 'Madrid', flow, basedOn }, at));
}

const ledgerOf = ({ server }: Pick<World, 'server'>) =>
  server.context.db.selectFrom('calls').selectAll().orderBy('created_at').execute();

async function allAlive({ server, twilio }: Pick<World, 'server' | 'twilio'>): Promise<void> {
  await eventually('softphones show life', async () => {
    const rows = await server.context.db.selectFrom('endpoints').select('alive_at').execute();
    return rows.every(({ alive_at }) => twilio.control.now().getTime() - alive_at.getTime() < 2 * BEAT_SECONDS * 1_000);
  });
}

export const inTurn = (agentIds: readonly AgentId[], over: Partial<CallFlow['people']> = {}): CallFlow['people'] => ({
  agentIds: [...agentIds],
  strategy: 'sequential',
  intervalSeconds: 20,
  repeat: false,
  ...over,
});
