import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { adminApi } from '#shared/api/admin-api.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import { controlApi } from '#shared/api/control-api.ts';
import type { WrapUpDraft } from '#shared/call/wrap-up.ts';
import { type CallId, callIdSchema } from '#shared/ids.ts';
import { luckOf } from '#test/fuzz/luck.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { must } from '#test/support/must.ts';
import { COMPANY_LINE, LAURA, OUTGOING_LINE, STRANGER } from '#test/support/world.ts';
import type { WebhookKind } from '#test/twilio/webhook/timeline.ts';
import { LAURA_ID } from '#test/zoho/data/seed-records.ts';
import type { ChaosWorld } from './chaos-world.ts';
import type { Step } from './flows.ts';
import { planRun, type RunPlan } from './plan-run.ts';
import { legsSince, type SeenLeg } from './seen-legs.ts';

/** Reports, which nobody waits for: only these may be lost or late by themselves. */
const REPORTS: readonly WebhookKind[] = ['call-status', 'leg-status', 'conference-status', 'recording-status'];
const REST_FAULTS = ['busy', 'fails-before', 'cut-before', 'fails-after', 'cut-after'] as const;
const NOTHING_NOTED: WrapUpDraft = {
  outcome: null,
  description: '',
  followUpCall: null,
  followUpTask: null,
  record: { kind: 'contact', id: LAURA_ID },
  log: true,
};
/** Nobody is talked to for longer before things begin to happen. */
const ANSWERED_WITHIN_MS = 20_000;

/** What a run has left to be judged. */
export interface Ran {
  plan: RunPlan;
  /** Null: the call never reached the ledger. */
  callId: CallId | null;
  /** Which of Twilio's calls are of it: from this one to that one. */
  since: number;
  until: number;
  log: string[];
  kills: number;
}

/** One call from its first ring to everybody's end, with all that its plan has happen in it; afterwards the world is calm. */
export async function runCall(world: ChaosWorld, seed: number, parts: { without?: string } = {}): Promise<Ran> {
  const { ana, ken } = world.people;
  const plan = { ...planRun(seed, ken.id, STRANGER), ...withoutFault(parts.without) };
  const run = new ChaosRun(world, plan, ana);
  await run.arrange();
  if (plan.early) run.storm();
  await run.begin();
  run.storm();
  for (const [at, step] of plan.steps.entries()) {
    run.armKill(at);
    await run.act(step);
  }
  run.armKill(plan.steps.length);
  await run.act({ do: plan.ending });
  await world.pass(4_000);
  await run.calm();
  return run.ran();
}

const withoutFault = (name: string | undefined): Partial<RunPlan> => {
  if (name === 'kills') return { kills: [] };
  if (name === 'webhooks') return { webhooks: false };
  if (name === 'rest') return { restPercent: 0 };
  return {};
};

class ChaosRun {
  readonly #world: ChaosWorld;
  readonly #plan: RunPlan;
  readonly #ana: TestAgent;
  readonly #since: number;
  readonly #killsBefore: number;
  readonly #logFrom: number;
  #customer = '';
  #callId: CallId | null = null;
  #killIndex = 0;

  constructor(world: ChaosWorld, plan: RunPlan, ana: TestAgent) {
    this.#world = world;
    this.#plan = plan;
    this.#ana = ana;
    this.#since = world.twilio.control.calls().length;
    this.#killsBefore = world.server.kills;
    this.#logFrom = world.server.said.length;
  }

  async arrange(): Promise<void> {
    const { twilio, admin, people } = this.#world;
    const { recorded: record } = this.#plan;
    twilio.control.registerClient(people.ana.id, { whenRung: 'answers', afterSeconds: 1 });
    twilio.control.registerClient(people.ken.id, { whenRung: 'no-answer' });
    twilio.control.registerClient(admin.id, { whenRung: 'answers', afterSeconds: 1 });
    twilio.control.setPhone(LAURA, { whenRung: 'answers', afterSeconds: 1 });
    const agentIds = [people.ana.id, people.ken.id];
    await must(admin.ask(adminApi.saveIncomingNumber, { number: COMPANY_LINE, name: 'Madrid', agentIds, record }));
    for (const agentId of agentIds)
      await must(admin.ask(adminApi.saveOutgoingNumber, { agentId, number: OUTGOING_LINE, record }));
  }

  async begin(): Promise<void> {
    const { twilio, people } = this.#world;
    if (this.#plan.direction === 'incoming') {
      this.#customer = twilio.control.placeCall({ from: LAURA, to: COMPANY_LINE });
    } else {
      const placed = await this.#ana
        .ask(agentApi.placeCall, { to: LAURA, record: null, from: null })
        .catch(() => undefined);
      if (!placed?.ok) throw new Error(`no call was placed: ${JSON.stringify(placed?.problem)}`);
      this.#callId = placed.value.callId;
      twilio.control.connectClient(people.ana.id, { c: placed.value.callId });
    }
    await this.#world.passUntil(
      () => this.legs().filter(({ answered, over }) => answered && !over).length >= 2,
      ANSWERED_WITHIN_MS,
    );
  }

  /** From now on things go wrong. */
  storm(): void {
    const { twilio, server } = this.#world;
    const { seed, webhooks, restPercent } = this.#plan;
    const luck = luckOf(seed + 1);
    server.restFault = () => (luck.chance(restPercent / 100) ? luck.pick(REST_FAULTS) : undefined);
    if (!webhooks || twilio.control.chaos.list().length > 0) return;
    const { chaos } = twilio.control;
    for (const kind of REPORTS) {
      chaos.add({ what: 'drop', kind, probability: 0.05, seed: seed + 2 });
      chaos.add({ what: 'delay', kind, probability: 0.1, seed: seed + 3, delayMs: luck.whole(1_000, 60_000) });
    }
    chaos.add({ what: 'reorder', kind: 'all', probability: 0.3, seed: seed + 4, delayMs: 3_000 });
    chaos.add({ what: 'duplicate', kind: 'all', probability: 0.6, seed: seed + 5, copies: 3 });
  }

  armKill(at: number): void {
    const kill = this.#plan.kills[this.#killIndex];
    if (!kill || kill.before > at || !this.#world.server.lives) return;
    this.#killIndex += 1;
    this.#world.server.downMs = kill.downMs;
    this.#world.server.killAfter(kill.awaits);
  }

  async act(step: Step): Promise<void> {
    const { twilio } = this.#world;
    switch (step.do) {
      case 'wait':
        return this.#world.pass(step.ms);
      case 'colleague':
        return twilio.control.registerClient(this.#world.people.ken.id, step.phone);
      case 'outside':
        return twilio.control.setPhone(STRANGER, step.phone);
      case 'ask': {
        const id = await this.#ledgerId();
        const owner = await this.#owner();
        if (!id) return;
        this.#begin(() => owner.ask(controlApi.control, { askId: randomUUID(), ask: step.ask }, { id }));
        return this.#world.pass(0);
      }
      case 'supervise': {
        const id = await this.#ledgerId();
        if (!id) return;
        const ask = { what: 'supervise', how: step.how } as const;
        this.#begin(() => this.#world.admin.ask(controlApi.control, { askId: randomUUID(), ask }, { id }));
        return this.#world.pass(0);
      }
      case 'agent-ends': {
        const [id, owner] = [await this.#ledgerId(), await this.#owner()];
        if (id) this.#begin(() => owner.ask(agentApi.endCall, {}, { id }));
        await this.#world.pass(100);
        return this.#hangUpLegsOf(owner);
      }
      case 'customer-ends':
        return this.#hangUpCustomer();
      case 'browser-dies': {
        const owner = await this.#owner();
        if (!owner.closed) await owner.disconnect();
        this.#hangUpLegsOf(owner);
        await this.#world.pass(2_000);
        return this.#reconnect(owner);
      }
      case 'socket-lost': {
        const owner = await this.#owner();
        if (!owner.closed) await owner.disconnect();
        await this.#world.pass(step.ms);
        return this.#reconnect(owner);
      }
    }
  }

  /** Nothing goes wrong any more, the server lives, and the customer is no longer there. */
  async calm(): Promise<void> {
    const { server, twilio, people } = this.#world;
    server.restFault = () => undefined;
    server.spare();
    twilio.control.chaos.clear();
    await this.#world.passUntil(() => server.lives, 60_000);
    for (const one of Object.values(people)) await this.#reconnect(one);
    this.#hangUpCustomer();
    await this.#world.pass(0);
  }

  async ran(): Promise<Ran> {
    const { server } = this.#world;
    const callId = await this.#ledgerId();
    if (callId && this.#plan.saves) {
      const owner = await this.#owner();
      await owner.ask(agentApi.saveWrapUp, { draft: NOTHING_NOTED, edit: 1 }, { id: callId }).catch(() => undefined);
    }
    return {
      plan: this.#plan,
      callId,
      since: this.#since,
      until: this.#world.twilio.control.calls().length,
      log: server.said.slice(this.#logFrom),
      kills: server.kills - this.#killsBefore,
    };
  }

  legs(): SeenLeg[] {
    return legsSince(this.#world.twilio.control, this.#since);
  }

  #begin(asking: () => Promise<unknown>): void {
    // While nobody is there to answer nobody waits: the clock must go on until somebody is.
    if (this.#world.server.lives) this.#world.begin(asking());
    else asking().catch(() => undefined);
  }

  #hangUpCustomer(): void {
    const { control } = this.#world.twilio;
    for (const leg of this.legs()) if (leg.who === 'customer' && !leg.over) control.hangUp(leg.sid);
  }

  #hangUpLegsOf(one: TestAgent): void {
    const { control } = this.#world.twilio;
    for (const leg of this.legs()) if (leg.who === one.id && leg.answered && !leg.over) control.hangUp(leg.sid);
  }

  async #reconnect(one: TestAgent): Promise<void> {
    if (!one.closed || !this.#world.server.lives) return;
    // The server may die in that very moment: she tries again later.
    const connected = await one.connect().then(
      () => true,
      () => false,
    );
    if (!connected) return;
    one.send({ type: 'device', registered: true, onCall: false });
  }

  /** Whose call the ledger says it is; Ana's where it says nothing. */
  async #owner(): Promise<TestAgent> {
    const id = await this.#ledgerId();
    const row =
      id && (await this.#world.db.selectFrom('calls').select('agent_id').where('id', '=', id).executeTakeFirst());
    const { ana, ken } = this.#world.people;
    return row && row.agent_id === ken.id ? ken : ana;
  }

  async #ledgerId(): Promise<CallId | null> {
    if (this.#callId) return this.#callId;
    const found = await this.#world.db
      .selectFrom('calls')
      .select('id')
      .where('parent_sid', '=', this.#customer)
      .executeTakeFirst();
    const id = v.safeParse(callIdSchema, found?.id);
    this.#callId = id.success ? id.output : null;
    return this.#callId;
  }
}
