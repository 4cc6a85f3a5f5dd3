import type { PresenceShown } from '#extension/views/call/presence-dot.tsx';
import { timeOfDay } from '#extension/views/format/day.ts';
import { awayWords } from '#extension/views/popup/away.ts';
import type { View } from '#extension/views/view.ts';
import type { Colleague } from '#shared/api/control-api.ts';
import type { FoundRecord } from '#shared/crm/crm-record.ts';
import type { E164 } from '#shared/ids.ts';

/** Colleagues whose name has a word that begins with the text; accents and case don't matter. */
export function colleaguesNamed(colleagues: readonly Colleague[], text: string): readonly Colleague[] {
  const wanted = plain(text);
  return wanted === '' ? [] : colleagues.filter(({ name }) => ` ${plain(name)}`.includes(` ${wanted}`)).slice(0, MOST);
}
const MOST = 5;

/** What a colleague does now: as her mark shows it, and in words. */
export function doingNow(
  { presence, busySince, awayReason, awayUntil = null }: Colleague,
  view: Pick<View, 't' | 'language' | 'timeZone'>,
): { readonly shape: PresenceShown; readonly words: string } {
  const { t } = view;
  if (busySince !== null) {
    return { shape: 'busy', words: t.presence.onACallSince(timeOfDay(new Date(busySince), view)) };
  }
  if (presence === 'away') {
    const { why, until } = awayWords({ awayReason, awayUntil }, view);
    return { shape: 'away', words: [why, until].filter(Boolean).join(' ') };
  }
  return { shape: presence, words: t.popup.presence[presence] };
}

/** One line for each number of each record: a click calls that one. */
export function linesOf(records: readonly FoundRecord[]): readonly { record: FoundRecord; number: E164 | null }[] {
  return records.flatMap((record) => {
    const numbers: readonly (E164 | null)[] = record.numbers?.length ? record.numbers : [null];
    return numbers.map((number) => ({ record, number }));
  });
}

const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
