import type { Messages } from '#extension/locales/language.ts';
import { shownNumber } from '#extension/views/format/phone.ts';
import type { CallView } from '#extension/wire/snapshots.ts';
import type { Party } from '#shared/api/party.ts';
import type { CrmRecord, RecordRef } from '#shared/crm/crm-record.ts';

export const sameRecord = (a: RecordRef | null, b: RecordRef | null): boolean =>
  a !== null && b !== null && a.kind === b.kind && a.id === b.id;

const recordsOf = (party: Party): readonly CrmRecord[] => (party.match.state === 'known' ? party.match.records : []);

/** The record that the call belongs to: the chosen one, or the only match. null while several could be meant, or none is. */
export function recordOf(call: Pick<CallView, 'party' | 'record'>): CrmRecord | null {
  const records = recordsOf(call.party);
  return (
    records.find((record) => sameRecord(record.ref, call.record)) ??
    (records.length === 1 ? (records[0] ?? null) : null)
  );
}

/** Who is on the other side, in two lines: a name (or the number, or why there is none) and what is known of her. */
export interface Who {
  readonly name: string;
  readonly about: string;
  /** The CRM has not answered yet: show `about` only after a moment (class `late`). */
  readonly looking: boolean;
}

export function whoIs(call: Pick<CallView, 'party' | 'record' | 'direction' | 'supervises'>, t: Messages): Who {
  const who = otherSide(call, t);
  // Whom a supervisor hears is first of all her colleague.
  return call.supervises ? { ...who, name: call.supervises.name, about: t.control.aboutWho(who.name) } : who;
}

function otherSide(call: Pick<CallView, 'party' | 'record' | 'direction'>, t: Messages): Who {
  const { number, match } = call.party;
  const shown = number === null ? null : shownNumber(number);
  const record = recordOf(call);
  if (record !== null) {
    return {
      name: record.name,
      about: [record.company, t.call.kind[record.ref.kind]].filter(Boolean).join(' · '),
      looking: false,
    };
  }
  if (shown === null) return { name: t.call.withheld, about: t.call.withheldSub, looking: false };
  const unknown = call.direction === 'incoming' ? t.call.unknown : t.call.unknownCallee;
  switch (match.state) {
    case 'known':
      if (match.records.length === 0) return { name: shown, about: unknown, looking: false };
      return { name: t.call.oneOf(match.records.length), about: shown, looking: false };
    case 'looking':
      return { name: shown, about: `${t.call.looking}…`, looking: true };
    case 'not-shared':
      return { name: shown, about: t.call.notShared, looking: false };
    case 'unavailable':
      return { name: shown, about: t.call.unavailable, looking: false };
    case 'unknown':
      return { name: shown, about: unknown, looking: false };
  }
}
