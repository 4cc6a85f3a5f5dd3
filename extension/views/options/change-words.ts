import * as v from 'valibot';
import type { Messages } from '#extension/locales/language.ts';
import { duration } from '#extension/views/format/duration.ts';
import { shownNumber } from '#extension/views/format/phone.ts';
import type { Change } from '#shared/api/team-api.ts';
import { presenceSchema } from '#shared/call/call.ts';
import { e164Schema } from '#shared/ids.ts';

/** What was changed, as the rest of a sentence that begins with who did it. */
export function changeWords({ kind, subject, values }: Change, t: Messages): string {
  const presence = v.safeParse(presenceSchema, values.presence);
  return t.team.changes.lines[kind]({
    subject: shown(subject ?? ''),
    number: shown(values.number),
    stays: shown(values.stays),
    version: shown(values.version),
    presence: presence.success ? t.popup.presence[presence.output] : shown(values.presence),
    recorded: values.record === true,
    reason: shown(values.reason),
    how: shown(values.how),
    lasted: lasted(values),
    supervision: values.supervision === true,
    unanswered: typeof values.unanswered === 'number' ? values.unanswered : 0,
  });
}

/** From and until when, as a length; empty: it goes on. */
function lasted({ from, to }: Change['values']): string {
  const seconds = (Date.parse(String(to)) - Date.parse(String(from))) / 1000;
  return Number.isNaN(seconds) ? '' : duration(seconds);
}

/** Numbers are grouped; everything else as it is. */
function shown(value: string | number | boolean | undefined): string {
  const number = v.safeParse(e164Schema, value);
  return number.success ? shownNumber(number.output) : String(value ?? '');
}
