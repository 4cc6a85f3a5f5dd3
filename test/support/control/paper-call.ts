import type { Asking, CallFacts, Conversation } from '#server/call-control/control.ts';
import type { ControlCommand } from '#server/call-control/control-event.ts';
import { conversationOf } from '#server/call-control/conversation.ts';
import { nextDocument, questionOf } from '#server/call-control/next-document.ts';
import { plan } from '#server/call-control/plan.ts';
import { type CallEvent, keyOf, type TimedEvent } from '#server/calls/call-event.ts';
import type { Direction } from '#shared/call/call.ts';
import type { KeptAsk } from '#shared/call/control.ts';
import type { AgentId } from '#shared/ids.ts';
import type { Reply } from './paper-leg.ts';
import { PaperTwilio } from './paper-twilio.ts';

export const START = Date.parse('2026-11-23T09:00:00Z');

/** What goes wrong, and how long things take; all in ms. */
export interface Mishaps {
  /** How one request fares: `before`: it never arrives; `after`: only its answer is lost; `silent`: nothing is ever known of it. */
  request(command: ControlCommand): 'fine' | 'refused' | 'before' | 'after' | 'silent-before' | 'silent-after';
  /** After how long a webhook comes, once for each; none: it is lost. */
  webhook(event: CallEvent): readonly number[];
  requestMs(): number;
}

export const ALL_WELL: Mishaps = { request: () => 'fine', webhook: () => [100], requestMs: () => 150 };

/**
 * A running call of a team in which nothing is real: the ledger is a list, Twilio is on paper, and the clock is turned by what comes
 * next. It does what the server's own runtime does with the pure engine.
 */
export class PaperCall {
  now = new Date(START);
  readonly events: TimedEvent[] = [];
  readonly facts: CallFacts;
  readonly twilio: PaperTwilio;
  readonly done: ControlCommand[] = [];
  lost = false;
  /** Of agents whose softphones are not there. */
  mobiles: Asking['mobiles'] = [];
  #tasks: { at: number; run: () => void }[] = [];
  #busy = false;
  #wakeAt: number | null = null;
  #known: { facts: number; conversation: Conversation } | undefined;
  #mishaps: Mishaps;

  constructor(direction: Direction, ana: AgentId, mishaps: Mishaps = ALL_WELL, more: Partial<CallFacts> = {}) {
    const [parent, child] = direction === 'incoming' ? ['customer', 'ana'] : ['ana', 'customer'];
    this.#mishaps = mishaps;
    this.facts = {
      direction,
      parentLeg: parent,
      agentId: direction === 'outgoing' ? ana : null,
      number: null,
      records: false,
      announces: false,
      ...more,
    };
    this.twilio = new PaperTwilio(
      {
        tell: (event) => this.#webhook(event),
        ask: (asking) => this.#later(80, () => this.#lead(asking)),
      },
      parent,
    );
    const agentOf = (leg: string) => (leg === 'ana' ? ana : null);
    this.twilio.add({ leg: parent, agentId: agentOf(parent), in: { what: 'dial', child } });
    this.twilio.add({ leg: child, agentId: agentOf(child), in: { what: 'child', of: parent } });
    this.append(direction === 'incoming' ? { kind: 'arrived', leg: parent } : { kind: 'connected', leg: parent });
    this.append({ kind: 'leg', leg: child, status: 'answered', agentId: agentOf(child), seconds: null });
  }

  get conversation(): Conversation {
    if (this.#known?.facts !== this.events.length)
      this.#known = { facts: this.events.length, conversation: conversationOf(this.facts, this.events) };
    return this.#known.conversation;
  }

  ask(agentId: AgentId, ask: KeptAsk, askId = `ask-${this.events.length}`): string {
    this.append({ kind: 'asked', askId, agentId, ask });
    this.drive();
    return askId;
  }

  append(event: CallEvent | TimedEvent): void {
    const key = keyOf(event);
    if (this.events.some((known) => keyOf(known) === key)) return;
    this.events.push({ ...event, at: 'at' in event ? event.at : this.now });
  }

  /** Turns the clock until `ms` later. */
  run(ms: number): void {
    const until = this.now.getTime() + ms;
    for (;;) {
      const [next] = this.#tasks.sort((a, b) => a.at - b.at);
      const wakes = this.#wakeAt !== null && this.#wakeAt <= (next?.at ?? until);
      const at = wakes ? this.#wakeAt : (next?.at ?? null);
      if (at === null || at > until) break;
      this.now = new Date(Math.max(at, this.now.getTime()));
      if (wakes) this.drive();
      else this.#tasks.shift()?.run();
    }
    this.now = new Date(until);
    this.drive();
  }

  /** The sweep finds which legs are over. */
  sweep(): void {
    for (const { leg, state } of this.twilio.legs.values()) {
      if (state !== 'over') continue;
      if (leg === this.facts.parentLeg) this.append({ kind: 'parent', status: 'ended' });
      else this.append({ kind: 'leg', leg, status: 'ended', agentId: null, seconds: null });
    }
    this.drive();
  }

  drive(): void {
    this.#wakeAt = null;
    if (this.#busy) return;
    for (let round = 0; ; round++) {
      if (round > 50) throw new Error('a call does not settle');
      const { append, commands, lookAgainAt } = plan(this.conversation, this.now);
      for (const event of append) this.append(event);
      if (append.length > 0) continue;
      const [command] = commands;
      if (command) this.#perform(command);
      else if (lookAgainAt) this.#wakeAt = Math.max(this.now.getTime() + 1, lookAgainAt.getTime());
      return;
    }
  }

  #perform(command: ControlCommand): void {
    const n = this.events.filter(({ kind }) => kind === 'told').length + 1;
    this.append({ kind: 'told', n, command });
    this.done.push(command);
    const fares = this.#mishaps.request(command);
    this.#busy = true;
    this.#later(this.#mishaps.requestMs(), () => {
      const isDone = fares === 'fine' || fares === 'after' || fares === 'silent-after';
      const reply: Reply = isDone ? this.twilio.perform(command) : { result: 'refused', sid: null };
      this.#busy = false;
      if (fares === 'silent-before' || fares === 'silent-after') return this.drive();
      if (fares === 'fine' && command.do === 'look') this.#look(n);
      const result = fares === 'before' || fares === 'after' ? 'unknown' : reply.result;
      this.append({ kind: 'answered', n, result, sid: result === 'done' ? reply.sid : null });
      this.drive();
    });
  }

  #look(n: number): void {
    const over = [...this.twilio.legs.values()].filter(({ state }) => state === 'over').map(({ leg }) => leg);
    const known = this.conversation.legs.map(({ leg }) => leg);
    this.append({
      kind: 'looked',
      n,
      room: this.twilio.room?.sid ?? null,
      participants: this.twilio.room ? this.twilio.participants() : [],
      over: over.filter((leg) => known.includes(leg)),
    });
  }

  #lead(asking: Parameters<PaperTwilio['reports']['ask']>[0]): void {
    const full = { ...asking, agentLost: this.lost, mobiles: this.mobiles, now: this.now };
    const next = nextDocument(this.conversation, full);
    if (next) this.append(questionOf(full, next));
    this.twilio.lead(asking.leg, asking.step, next);
    this.drive();
  }

  #webhook(event: CallEvent): void {
    // Twilio tells its time in whole seconds.
    const at = new Date(Math.floor(this.now.getTime() / 1000) * 1000);
    for (const delay of this.#mishaps.webhook(event))
      this.#later(delay, () => {
        this.append({ ...event, at });
        this.drive();
      });
  }

  #later(ms: number, run: () => void): void {
    this.#tasks.push({ at: this.now.getTime() + ms, run });
  }
}
