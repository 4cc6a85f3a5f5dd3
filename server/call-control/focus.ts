import type { KnownAsk } from './control.ts';

/** With whom the agent wants to talk, and who else is to be in the call: what all asks that came to something come to. */
export interface Focus {
  /** `asked`: the customer waits, with music. `customer`: whoever was asked in waits. */
  on: 'customer' | 'asked' | 'both';
  /** The consult transfer, or the added person, that runs. */
  running: KnownAsk | null;
  /** It is to be given to them, by that ask. */
  completing: { step: KnownAsk; transfer: KnownAsk } | null;
  /** Whoever was asked in by these is to be in the call. */
  wanted: ReadonlySet<string>;
}

export function focusOf(asks: readonly KnownAsk[]): Focus {
  const wanted = new Set<string>();
  let { on, running, completing }: Omit<Focus, 'wanted'> = { on: 'customer', running: null, completing: null };
  for (const asked of asks) {
    const { ask, askId, outcome } = asked;
    if (outcome !== 'open' && outcome !== 'settled') continue;
    if (ask.what === 'hold') on = ask.on ? 'asked' : 'customer';
    if (ask.what === 'transfer') {
      // One other person at a time: and whoever is passed on at once leaves all others.
      if (running) wanted.delete(running.askId);
      if (ask.how === 'blind') wanted.clear();
      else wanted.add(askId);
      [on, running] = ask.how === 'blind' ? ['customer', null] : [ask.how === 'consult' ? 'asked' : 'both', asked];
    }
    if (ask.what !== 'transfer-step') continue;
    if (ask.step === 'cancel') {
      if (running) wanted.delete(running.askId);
      [on, running] = ['customer', null];
    } else if (running) {
      if (ask.step === 'join') on = 'both';
      if (ask.step === 'swap') on = on === 'asked' ? 'customer' : 'asked';
      if (ask.step === 'complete') [on, completing, running] = ['both', { step: asked, transfer: running }, null];
    }
  }
  return { on, running, completing, wanted };
}
