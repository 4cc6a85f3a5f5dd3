import { browser } from 'wxt/browser';
import type { SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import { AWAY_NOTICE, forgetAway, tellAway } from './away-told.ts';
import { inTurn } from './in-turn.ts';
import { setPresence } from './own-line.ts';
import { keptSoftphone } from './snapshots.ts';

/**
 * Tells her that no calls ring although she may not know it: her break is over and nobody has brought her back, or the server has set
 * her Away because she let calls ring. One notice for each time, with one button; it goes when she is back.
 */

const ALARM = 'away-until';

const queue = inTurn();

export function followAway(softphone: SoftphoneSnapshot): Promise<void> {
  return queue(() => look(softphone));
}

/** Heard by a worker that was started for it too. */
export function listenToAway(): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM)
      void lookAgain().catch((error: unknown) => console.warn('the end of a break was not told', error));
  });
  browser.notifications.onButtonClicked.addListener((id) => {
    if (id === AWAY_NOTICE) void comeBack();
  });
}

async function lookAgain(): Promise<void> {
  const softphone = await keptSoftphone();
  if (softphone) await followAway(softphone);
}

async function comeBack(): Promise<void> {
  await browser.notifications.clear(AWAY_NOTICE);
  // What became of it is seen in the next snapshot; a server that is away is told in every view.
  const set = await setPresence({ presence: 'online' });
  if (!set.ok) console.warn('the server did not hear that she is back', set.problem.code);
}

async function look({ presence, awayReason, awayUntil, call }: SoftphoneSnapshot, now = Date.now()): Promise<void> {
  const until = presence === 'away' && awayUntil ? Date.parse(awayUntil) : null;
  if (until !== null && until > now) await browser.alarms.create(ALARM, { when: until });
  else await browser.alarms.clear(ALARM);
  const unanswered = presence === 'away' && awayReason === 'not-answering';
  const over = until !== null && until <= now;
  if (!unanswered && !over) return forgetAway();
  // Not over a call: she is told when it has ended.
  if (call === null || call.state === 'ended') await tellAway(awayReason ?? null, awayUntil ?? null);
}
