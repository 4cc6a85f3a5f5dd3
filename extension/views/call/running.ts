import type { Messages } from '#extension/locales/language.ts';
import { recordOf } from '#extension/views/call/party.ts';
import { shownNumber } from '#extension/views/format/phone.ts';
import type { CallView } from '#extension/wire/snapshots.ts';
import type { CallControl } from '#shared/call/control.ts';

export type RunningCall = Extract<CallView, { state: 'live' }>;
export type Passing = NonNullable<CallControl['transfer']>;

/**
 * How a running call stands for her: `supervised`: it is a colleague's, and she listens or speaks; `asked`: a colleague asks her about it
 * and it is not hers yet; `held`: the customer hears music, as Twilio has confirmed.
 */
export function standingOf({ control, supervises }: RunningCall): 'talking' | 'held' | 'asked' | 'supervised' {
  if (supervises) return 'supervised';
  if (control?.from?.asks === true) return 'asked';
  return control?.customer === 'held' ? 'held' : 'talking';
}

/** A colleague who asks her talks to the customer meanwhile: she hears music. */
export const waitsForColleague = ({ control }: RunningCall): boolean =>
  control?.from?.asks === true && control.from.stands === 'waiting';

/** The first word of a person's name, as colleagues speak of each other. */
export const firstName = (name: string): string => name.trim().split(/\s+/u)[0] ?? name;

/** What a customer is called inside a sentence or a button: first name, a company's whole name, a number, or that nobody knows. */
export function shortWho(call: Pick<CallView, 'party' | 'record'>, t: Messages): string {
  const record = recordOf(call);
  if (record !== null) {
    const { kind } = record.ref;
    return kind === 'contact' || kind === 'lead' ? firstName(record.name) : record.name;
  }
  return call.party.number === null ? t.control.somebody : shownNumber(call.party.number);
}

/** Whom the call is passed on to, in full and inside a sentence. */
export function otherOf({ to }: Passing, t: Messages): { name: string; short: string } {
  if (to.name !== null && to.name !== '') return { name: to.name, short: firstName(to.name) };
  const number = to.number === null ? t.control.somebody : shownNumber(to.number);
  return { name: number, short: number };
}
