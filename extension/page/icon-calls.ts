import type { QuietWire } from '#extension/wire/page-wire.ts';
import type { SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import type { RecordRef } from '#shared/crm/crm-record.ts';
import type { Problem } from '#shared/problem.ts';
import type { Clock } from '#shared/time.ts';
import type { IconWords } from './icon-words.ts';
import type { IconState } from './phone-icon.ts';

/** How long an icon says that its number was just called, ms. */
const RECENT_MS = 60 * 60_000;
const MOST_REMEMBERED = 200;

/** Why there is no call, for the icon that was clicked. */
export interface IconProblem {
  sentence: string;
  /** The mending button's words and what it does; undefined: nothing here mends it. */
  fix: { words: string; mend(): void } | undefined;
}

export interface IconCalls {
  stateOf(e164: string): IconState;
  /** What a click on an icon does in its state: calls, hangs up while it rings, or shows the call that is on. */
  click(e164: string, record: RecordRef | null): Promise<IconProblem | undefined>;
  /** The softphone's latest state. */
  heard(snapshot: SoftphoneSnapshot): void;
}

/** The calls that a page's icons place, and what of them each icon shows. */
export function createIconCalls(wire: QuietWire, clock: Pick<Clock, 'now'>, words: () => IconWords): IconCalls {
  const recent = new Map<string, number>();
  let asking: string | undefined;
  let call: SoftphoneSnapshot['call'] = null;
  let isAdmin = false;

  function remember(e164: string, at: number): void {
    if (recent.size >= MOST_REMEMBERED) recent.clear();
    recent.set(e164, Math.max(at, recent.get(e164) ?? 0));
  }

  function stateOf(e164: string): IconState {
    if (call?.party.number === e164) {
      if (call.state === 'dialling' || call.state === 'ringing-out') return { state: 'calling', callId: call.id };
      if (call.state === 'live' || call.state === 'answering') return { state: 'live' };
    }
    if (asking === e164) return { state: 'calling', callId: null };
    const at = recent.get(e164);
    return at !== undefined && clock.now().getTime() - at < RECENT_MS ? { state: 'recent', at } : { state: 'idle' };
  }

  return {
    stateOf,
    async click(e164, record) {
      const now = stateOf(e164);
      if (now.state === 'calling') return void (await wire.ask('call.end', { callId: now.callId }));
      if (now.state === 'live') return void (await wire.ask('page.showCard', {}));
      // One call per click: while the softphone has not answered, further clicks wait for nothing.
      if (asking !== undefined) return undefined;
      asking = e164;
      const answer = await wire.ask('call.dial', { to: e164, record, from: null });
      asking = undefined;
      return answer.ok ? undefined : problemOf(answer.problem, words(), isAdmin, wire);
    },
    heard(snapshot) {
      call = snapshot.call;
      isAdmin = snapshot.agent?.role === 'admin';
      for (const past of snapshot.recentCalls)
        if (past.number && past.direction === 'outgoing') remember(past.number, Date.parse(past.startedAt));
      if (call?.state === 'ended' && call.direction === 'outgoing' && call.party.number)
        remember(call.party.number, Date.parse(call.endedAt));
    },
  };
}

function problemOf(problem: Problem, words: IconWords, isAdmin: boolean, wire: QuietWire): IconProblem {
  const sentence = words.problem(problem.code) || problem.message || words.problem('internal') || '';
  const open = (label: string, input: Parameters<typeof wire.ask<'open'>>[1]) => ({
    sentence,
    fix: { words: label, mend: () => void wire.ask('open', input) },
  });
  switch (problem.code) {
    case 'microphone-blocked':
    case 'microphone-not-asked':
      return open(words.fix.allow, { what: 'onboarding', step: 'microphone' });
    case 'signed-out':
      return open(words.fix.signIn, { what: 'popup' });
    case 'no-outgoing-number':
      return isAdmin ? open(words.fix.choose, { what: 'options', section: 'outgoing' }) : { sentence, fix: undefined };
    case 'server-away':
    case 'twilio-away':
    case 'no-microphone':
    case 'replaced-elsewhere':
    case 'update-extension':
    case 'update-server':
      return open(words.fix.open, { what: 'popup' });
    default:
      return { sentence, fix: undefined };
  }
}
