import * as v from 'valibot';
import type { LiveCall } from '#shared/api/events.ts';
import { callIdSchema, e164Schema } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { next } from './call-machine.ts';
import { type CallEffect, type CallEvent, type CallState, NO_CALL } from './call-state.ts';

export const ID = v.parse(callIdSchema, `c_${'a'.repeat(22)}`);
export const OTHER_ID = v.parse(callIdSchema, `c_${'b'.repeat(22)}`);
export const CUSTOMER = v.parse(e164Schema, '+34612345678');
export const LINE = v.parse(e164Schema, '+34910601234');
export const AT = '2026-03-02T09:00:00.000Z';
export const LATER = '2026-03-02T09:01:05.000Z';
export const laura = {
  ref: { kind: 'contact' as const, id: '1' },
  ...{ name: 'Laura Gómez', company: null, title: null, ownerName: null, email: null, url: 'https://crm.zoho.eu/1' },
};
export const refusal = problem('call-refused', 'Refused.');

export const dial = {
  ...{
    type: 'dial',
    at: AT,
    callId: ID,
    party: { number: CUSTOMER, match: { state: 'looking' } },
    record: null,
    line: LINE,
  },
} satisfies CallEvent;
export const placed = {
  ...{ type: 'placed', at: AT, callId: ID, line: LINE, party: { number: CUSTOMER, match: { state: 'unknown' } } },
} satisfies CallEvent;
export const refused = { type: 'refused', callId: ID } satisfies CallEvent;
export const invited = { type: 'invited', at: AT, leg: 1, callId: ID, from: CUSTOMER, line: LINE } satisfies CallEvent;
export const card = (more: Partial<LiveCall> = {}): LiveCall => ({
  ...{ id: ID, direction: 'incoming', state: 'ringing', line: LINE, lineName: 'Sales', startedAt: AT },
  ...{ party: { number: CUSTOMER, match: { state: 'known', records: [laura] } }, answeredAt: null },
  ...{ disposition: null, answeredElsewhere: null, ...more },
});
export const calls = (...list: LiveCall[]): CallEvent => ({ type: 'calls', at: LATER, calls: list });

export function run(...events: CallEvent[]): { state: CallState; effects: CallEffect[] } {
  let state = NO_CALL;
  const effects: CallEffect[] = [];
  for (const event of events) {
    const step = next(state, event);
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects };
}

export const accepted = { type: 'leg-accepted', leg: 1, at: AT } satisfies CallEvent;
export const made = { type: 'leg-made', leg: 1 } satisfies CallEvent;
export const liveOut = [dial, placed, made, { type: 'leg-ringing', leg: 1 }, accepted] satisfies CallEvent[];
export const liveIn = [invited, { type: 'answer', at: AT }, accepted] satisfies CallEvent[];
