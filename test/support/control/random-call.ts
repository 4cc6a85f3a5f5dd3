import assert from 'node:assert/strict';
import type { KeptAsk } from '#shared/call/control.ts';
import type { AgentId } from '#shared/ids.ts';
import { type Luck, luckOf } from '#test/fuzz/luck.ts';
import { ALL_WELL, type Mishaps, PaperCall } from './paper-call.ts';
import type { PaperLeg } from './paper-leg.ts';
import { ana, ben, outside, sue } from './people.ts';

const RING_MS = 20_000;

/** Requests that fail before or after their effect, or never answer; webhooks that are lost, doubled and late. */
const misfortune = (luck: Luck): Mishaps => ({
  request: () =>
    luck.chance(0.8) ? 'fine' : luck.pick(['refused', 'before', 'after', 'silent-before', 'silent-after']),
  webhook: () =>
    luck.chance(0.12)
      ? []
      : luck.chance(0.15)
        ? [luck.whole(50, 8_000), luck.whole(50, 8_000)]
        : [luck.whole(20, 1_500)],
  requestMs: () => luck.whole(50, 900),
});

/** A call to which things happen by chance for a minute; then all goes well again. */
export class RandomCall {
  readonly luck: Luck;
  readonly call: PaperCall;
  #calm = false;
  #ringsSince = new Map<string, number>();

  constructor(seed: number, luckier = false) {
    this.luck = luckOf(seed);
    const bad = misfortune(this.luck);
    const now = () => (this.#calm || luckier ? ALL_WELL : bad);
    this.call = new PaperCall(
      this.luck.pick(['incoming', 'outgoing']),
      ana,
      {
        request: (command) => now().request(command),
        webhook: (event) => now().webhook(event),
        requestMs: () => now().requestMs(),
      },
      { records: this.luck.chance(0.3), announces: this.luck.chance(0.5) },
    );
  }

  storm(): void {
    for (let at = 0; at < 60_000; ) {
      const ms = this.luck.whole(50, 4_000);
      this.#pass(ms);
      at += ms;
      if (this.luck.chance(0.6)) this.call.ask(...this.#someAsk());
      else this.#somebodyActs();
      this.check();
    }
  }

  /** Everything is done, or has come to nothing. */
  calm(ms: number): void {
    this.#calm = true;
    for (let at = 0; at < ms; at += 1_000) {
      this.#pass(1_000);
      if (at % 30_000 === 0) this.call.sweep();
    }
    this.check();
  }

  /** What holds at every moment. */
  check(): void {
    const told = this.call.conversation.told;
    told.forEach((one, i) => {
      const next = told[i + 1];
      const answered = one.answer && next && one.answer.at <= next.at;
      const overdue = next && next.at.getTime() - one.at.getTime() >= 5_000;
      assert.ok(!next || answered || overdue, 'one thing is told at a time');
    });
    const rung = [...this.call.twilio.legs.values()].flatMap(({ askId }) => askId ?? []);
    const alive = this.alive().flatMap(({ askId }) => askId ?? []);
    assert.equal(new Set(alive).size, alive.length, 'nobody is rung twice for one ask');
    assert.ok(rung.length <= 200);
  }

  alive(): PaperLeg[] {
    return [...this.call.twilio.legs.values()].filter(({ state }) => state !== 'over');
  }

  get customer(): PaperLeg | undefined {
    return this.call.twilio.legs.get('customer');
  }

  /** Whoever rings is not rung for ever: that is Twilio's own doing. */
  #pass(ms: number): void {
    for (let left = ms; left > 0; left -= 1_000) {
      this.call.run(Math.min(left, 1_000));
      const now = this.call.now.getTime();
      for (const { leg, state } of this.call.twilio.legs.values()) {
        if (state !== 'ringing') continue;
        const since = this.#ringsSince.get(leg) ?? now;
        this.#ringsSince.set(leg, since);
        if (now - since >= RING_MS) this.call.twilio.hangUp(leg, 'no-answer');
      }
    }
  }

  #someAsk(): [AgentId, KeptAsk] {
    const { luck } = this;
    const to = luck.chance(0.7)
      ? ({ who: 'agent', agentId: ben } as const)
      : ({ who: 'number', number: outside } as const);
    if (luck.chance(0.15))
      return [sue, { what: 'supervise', how: luck.pick(['listen', 'whisper', 'barge', 'stop', 'stop'] as const) }];
    const ask = luck.pick<KeptAsk>([
      { what: 'hold', on: true },
      { what: 'hold', on: false },
      { what: 'record', to: luck.pick(['on', 'paused', 'off'] as const) },
      { what: 'transfer', how: 'consult', to },
      { what: 'transfer', how: luck.pick(['add', 'blind'] as const), to },
      { what: 'transfer-step', step: luck.pick(['complete', 'join', 'swap', 'cancel'] as const) },
      { what: 'transfer-step', step: luck.pick(['complete', 'swap', 'cancel'] as const) },
    ]);
    return [this.call.conversation.agentId ?? ana, ask];
  }

  #somebodyActs(): void {
    const { luck, call } = this;
    const ringing = this.alive().filter(({ state }) => state === 'ringing');
    const [first] = ringing;
    if (first && luck.chance(0.8)) {
      if (luck.chance(0.7)) call.twilio.answer(first.leg);
      else call.twilio.hangUp(first.leg, luck.pick(['declined', 'busy', 'no-answer', 'failed']));
      return;
    }
    if (luck.chance(0.85)) return;
    const others = this.alive().filter(({ leg }) => leg !== 'customer');
    const gone = others[luck.whole(0, Math.max(0, others.length - 1))];
    if (!gone) return;
    const agentId = call.conversation.agentId;
    call.lost = luck.chance(0.5);
    if (!call.lost && gone.agentId === agentId && agentId) call.append({ kind: 'end-asked', agentId });
    call.twilio.hangUp(gone.leg);
  }
}
