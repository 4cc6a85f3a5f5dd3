import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { adminApi } from '#shared/api/admin-api.ts';
import { controlApi } from '#shared/api/control-api.ts';
import { type CallId, callIdSchema } from '#shared/ids.ts';
import type { Step } from '#test/chaos/flows.ts';
import { legsSince, type SeenLeg } from '#test/chaos/seen-legs.ts';
import { eventually } from '#test/support/eventually.ts';
import { must } from '#test/support/must.ts';
import { COMPANY_LINE, LAURA, OUTGOING_LINE, STRANGER } from '#test/support/world.ts';
import { type BrowserPlan, type PlannedFault, planBrowserRun } from './browser-plan.ts';
import type { BrowserWorld } from './browser-world.ts';

/** Somebody is at the phone. */
const HAND_MS = 200;
const CALM_WITHIN_MS = 60_000;
const VOICES = { laura: 600, ken: 1_700 };

/** What a run has left to be judged. */
export interface BrowserRan {
  plan: BrowserPlan;
  callId: CallId | null;
  since: number;
  until: number;
  kills: number;
  /** What should not have taken so long. */
  faults: string[];
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** One call from its first ring to everybody's end, with all that its plan has happen in it; afterwards the world is calm. */
export async function runBrowserCall(world: BrowserWorld, seed: number): Promise<BrowserRan> {
  const plan = planBrowserRun(seed, world.ken.id, STRANGER);
  const run = new BrowserRun(world, plan);
  await run.arrange();
  await run.begin();
  for (const [at, step] of plan.steps.entries()) {
    for (const fault of plan.faults) if (fault.step === at) run.plague(fault);
    await run.act(step);
  }
  await run.faultsOver();
  await run.end();
  await run.calm();
  return run.ran();
}

class BrowserRun {
  readonly #world: BrowserWorld;
  readonly #plan: BrowserPlan;
  readonly #since: number;
  readonly #over = new AbortController();
  readonly #faults: string[] = [];
  #plagues: Promise<unknown>[] = [];
  #callId: CallId | null = null;

  constructor(world: BrowserWorld, plan: BrowserPlan) {
    this.#world = world;
    this.#plan = plan;
    this.#since = world.twilio.control.calls().length;
  }

  async arrange(): Promise<void> {
    const { admin, people, twilio } = this.#world;
    const { recorded: record } = this.#plan;
    twilio.control.registerClient(people.ken.id, { whenRung: 'no-answer' });
    twilio.control.setPhone(LAURA, { whenRung: 'answers', afterSeconds: 0.2, toneHz: VOICES.laura });
    const agentIds = [people.ana.id, people.ken.id];
    await must(admin.ask(adminApi.saveIncomingNumber, { number: COMPANY_LINE, name: 'Madrid', agentIds, record }));
    for (const agentId of agentIds)
      await must(admin.ask(adminApi.saveOutgoingNumber, { agentId, number: OUTGOING_LINE, record }));
    await eventually(
      'Ana can be rung',
      async () => {
        const everybody = await must(admin.ask(adminApi.people));
        return everybody.people.find(({ agent }) => agent.id === people.ana.id)?.reachable;
      },
      CALM_WITHIN_MS,
    );
  }

  async begin(): Promise<void> {
    const { ana, twilio } = this.#world;
    void this.#answer();
    if (this.#plan.direction === 'incoming')
      twilio.control.placeCall({ from: LAURA, to: COMPANY_LINE, toneHz: VOICES.laura });
    else ana.press('call.dial', { to: LAURA, record: null, from: null });
    await eventually('they talk', async () => (await ana.call())?.state === 'live', 30_000);
    await eventually('the server knows', () => this.#ledgerId());
  }

  /** Whoever rings Ana is answered, until the call is over. */
  async #answer(): Promise<void> {
    const { ana } = this.#world;
    while (!this.#over.signal.aborted) {
      if ((await ana.call())?.state === 'ringing') ana.press('call.answer', { callId: null });
      await pause(HAND_MS);
    }
  }

  plague({ afterMs, awayMs, what }: PlannedFault): void {
    const { ana, people, processes, twilio } = this.#world;
    const happens = async () => {
      await pause(afterMs);
      switch (what) {
        case 'worker-killed':
          return ana.killWorker()?.catch(() => undefined);
        case 'sockets-cut':
          return processes.cut();
        case 'signalling-cut':
          return twilio.control.cutSignalling(people.ana.id);
        case 'token-expired':
          return twilio.control.expireTokens(people.ana.id);
        case 'browser-closed':
          return ana.away('closed', awayMs);
        case 'browser-killed':
          return ana.away('killed', awayMs);
        case 'server-killed':
          return this.#world.killServer(awayMs);
      }
    };
    this.#plagues.push(happens());
  }

  async act(step: Step): Promise<void> {
    const { ana, ken, twilio } = this.#world;
    switch (step.do) {
      case 'wait':
        await pause(step.ms);
        return;
      case 'colleague':
        return twilio.control.registerClient(ken.id, { ...step.phone, toneHz: VOICES.ken });
      case 'ask': {
        const id = await this.#ledgerId();
        if (!id) return;
        if (await this.#isKens()) {
          const asked = ken.ask(controlApi.control, { askId: randomUUID(), ask: step.ask }, { id });
          asked.catch(() => undefined);
        } else ana.press('call.control', { callId: id, ask: step.ask });
      }
    }
  }

  async faultsOver(): Promise<void> {
    await Promise.all(this.#plagues);
    this.#plagues = [];
  }

  async end(): Promise<void> {
    if (this.#plan.ending === 'agent-ends' && !(await this.#isKens())) {
      this.#world.ana.press('call.end', { callId: null });
      await pause(1_000);
    }
    this.#over.abort();
  }

  /** Everything works again, everybody has hung up, and Ana can be rung. */
  async calm(): Promise<void> {
    const { ana, twilio } = this.#world;
    await this.#world.reconnect();
    await ana.ready().catch((error: unknown) => this.#faults.push(String(error)));
    const isQuiet = () => {
      for (const leg of this.#legs()) if (!leg.over && leg.report.phones.length > 0) this.#hangUp(leg.sid);
      return twilio.control.liveLegs().length === 0;
    };
    await eventually('no leg lives', isQuiet, CALM_WITHIN_MS).catch((error: unknown) =>
      this.#faults.push(String(error)),
    );
    const isIdle = async () => {
      const call = await ana.call();
      if (call?.state === 'ended') ana.press('call.dismiss', {});
      return call === null || call.state === 'ended';
    };
    await eventually('Ana’s softphone shows no call', isIdle).catch((error: unknown) =>
      this.#faults.push(String(error)),
    );
  }

  async ran(): Promise<BrowserRan> {
    const kills = this.#plan.faults.filter(({ what }) => what === 'server-killed').length;
    const until = this.#world.twilio.control.calls().length;
    const { _: faults, ...rest } = { _: this.#faults, plan: this.#plan, since: this.#since };
    return { ...rest, callId: await this.#ledgerId(), until, kills, faults };
  }

  #legs(): SeenLeg[] {
    return legsSince(this.#world.twilio.control, this.#since);
  }

  #hangUp(sid: string): void {
    try {
      this.#world.twilio.control.hangUp(sid);
    } catch {
      // It has just ended by itself.
    }
  }

  async #isKens(): Promise<boolean> {
    const id = await this.#ledgerId();
    const row =
      id && (await this.#world.db.selectFrom('calls').select('agent_id').where('id', '=', id).executeTakeFirst());
    return Boolean(row && row.agent_id === this.#world.ken.id);
  }

  async #ledgerId(): Promise<CallId | null> {
    const first = this.#world.twilio.control.calls()[this.#since]?.sid;
    if (this.#callId || !first) return this.#callId;
    const found = this.#world.db.selectFrom('calls').select('id').where('parent_sid', '=', first);
    const id = v.safeParse(callIdSchema, (await found.executeTakeFirst())?.id);
    this.#callId = id.success ? id.output : null;
    return this.#callId;
  }
}
