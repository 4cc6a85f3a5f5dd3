import type { TimedEvent } from '#server/calls/call-event.ts';
import type { KnownAsk, Told } from './control.ts';
import type { ControlCommand } from './control-event.ts';
import { of } from './in-order.ts';

/** All asks, oldest first, and what became of each. */
export function asksOf(events: readonly TimedEvent[]): KnownAsk[] {
  const settled = new Map(of(events, 'settled').map(({ askId, at }) => [askId, at]));
  const gaveUp = new Map(of(events, 'gave-up').map((event) => [event.askId, event]));
  return of(events, 'asked').map(({ askId, agentId, ask, at }): KnownAsk => {
    const given = gaveUp.get(askId);
    const doneAt = settled.get(askId) ?? given?.at ?? null;
    const outcome = settled.has(askId) ? 'settled' : (given?.why ?? 'open');
    return { askId, agentId, ask, at, outcome, doneAt };
  });
}

/** All that Twilio was told, in the order in which it was, with what it answered. */
export function toldOf(events: readonly TimedEvent[]): Told[] {
  const answers = new Map(of(events, 'answered').map((event) => [event.n, event]));
  return of(events, 'told')
    .sort((a, b) => a.n - b.n)
    .map(({ n, command, at }): Told => {
      const answer = answers.get(n);
      return { n, command, at, answer: answer ? { result: answer.result, sid: answer.sid, at: answer.at } : null };
    });
}

export type ToldTo<Do extends ControlCommand['do']> = Told & { command: ControlCommand & { do: Do } };

/** Commands of one kind, oldest first. */
export function toldTo<Do extends ControlCommand['do']>(told: readonly Told[], what: Do): ToldTo<Do>[] {
  return told.filter((one): one is ToldTo<Do> => one.command.do === what);
}
