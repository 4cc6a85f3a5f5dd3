import type { CallView } from '#extension/wire/snapshots.ts';
import type { Party } from '#shared/api/party.ts';
import type { RecordRef } from '#shared/crm/crm-record.ts';
import { withCards } from './call-cards.ts';
import { dial, legMade, noLeg, placed, refused } from './call-dialled.ts';
import { end, endOfLeg, overdue } from './call-ending.ts';
import {
  type CallEffect,
  type CallEvent,
  type CallState,
  isOnCall,
  type LegId,
  type Step,
  unchanged,
} from './call-state.ts';
import { withQuality } from './shown-quality.ts';

/** One step of the agent's call (diagram at `CallState`). Whatever does not fit the state changes nothing. */
export function next(state: CallState, event: CallEvent): Step {
  const { state: after, effects } = act(state, event);
  // Whoever has supervised a call has nothing to see or to note of it when she leaves.
  const left = state.view?.supervises && after.view?.state === 'ended';
  const view = left ? null : withQuality(after.view, after.heard);
  return { state: view === after.view ? after : { ...after, view }, effects };
}

function act(state: CallState, event: CallEvent): Step {
  switch (event.type) {
    case 'dial':
      return dial(state, event);
    case 'placed':
      return placed(state, event);
    case 'refused':
      return refused(state, event.callId);
    case 'no-leg':
      return noLeg(state, event);
    case 'leg-made':
      return legMade(state, event.leg);
    case 'invited':
      return invited(state, event);
    case 'answer': {
      const { view, leg } = state;
      if (view?.state !== 'ringing' || leg === null) return unchanged(state);
      const effects: CallEffect[] = [
        { do: 'accept', leg },
        { do: 'limit', leg, wait: 'answer' },
      ];
      return { state: { ...state, view: { ...view, state: 'answering' } }, effects };
    }
    case 'end':
      return end(state, event.at);
    case 'mute':
    case 'digits':
      return whileLive(state, event);
    case 'choose-record':
      return chooseRecord(state, event.record);
    case 'calls':
      return withCards({ ...state, cards: event.calls }, event.at);
    case 'dismiss':
      return state.view?.state === 'ended' ? unchanged({ ...state, view: null, leg: null }) : unchanged(state);
    default:
      return event.leg === state.leg ? legEvent(state, event) : unchanged(state);
  }
}

type LegEvent = Extract<CallEvent, { leg: LegId }> & {
  type: Exclude<Extract<CallEvent, { leg: LegId }>['type'], 'leg-made' | 'invited'>;
};

/** What the SDK says of our own leg. */
function legEvent(state: CallState, event: LegEvent): Step {
  const { view } = state;
  if (view === null) return unchanged(state);
  switch (event.type) {
    case 'leg-ringing':
      return view.state === 'dialling'
        ? unchanged({ ...state, view: { ...view, state: 'ringing-out' } })
        : unchanged(state);
    case 'leg-accepted':
      if (view.state !== 'dialling' && view.state !== 'ringing-out' && view.state !== 'answering')
        return unchanged(state);
      return accepted(state, view, event);
    case 'leg-reconnecting':
    case 'leg-reconnected':
      if (view.state !== 'live') return unchanged(state);
      return unchanged({ ...state, view: { ...view, reconnecting: event.type === 'leg-reconnecting' } });
    case 'leg-heard':
      return view.state === 'live' ? unchanged({ ...state, heard: event.heard }) : unchanged(state);
    case 'leg-ended':
      return endOfLeg(state, event.at, null);
    case 'leg-failed':
      return endOfLeg(state, event.at, event);
    case 'overdue':
      return overdue(state, event);
  }
}

/** They talk. Whoever answers at a switchboard is given a moment before the extension. */
function accepted(state: CallState, view: CallView, { leg, at }: Extract<CallEvent, { type: 'leg-accepted' }>): Step {
  const digits = view.extension ?? '';
  const live: CallView = {
    ...view,
    ...{ state: 'live', answeredAt: at, muted: false, reconnecting: false, digits: tonesOf(digits) },
    ...{ control: null, quality: null },
  };
  const { state: after, effects } = withCards({ ...state, view: live, heard: null }, at);
  return { state: after, effects: digits ? [...effects, { do: 'send-digits', leg, digits: `ww${digits}` }] : effects };
}

const tonesOf = (digits: string): string => digits.replace(/[^\d*#]/g, '');

function invited(state: CallState, event: Extract<CallEvent, { type: 'invited' }>): Step {
  const { leg, callId, from, line, at } = event;
  if (state.leg === leg) return unchanged(state);
  if (isOnCall(state.view)) return { state, effects: [{ do: 'reject', leg }] };
  const party: Party = { number: from, match: { state: from === null ? 'unknown' : 'looking' } };
  const view: CallView = {
    ...{
      state: 'ringing',
      id: callId,
      direction: 'incoming',
      party,
      line,
      lineName: null,
      record: null,
      startedAt: at,
    },
  };
  return withCards({ ...state, view, leg, server: 'unheard' }, at);
}

function whileLive(state: CallState, event: Extract<CallEvent, { type: 'mute' | 'digits' }>): Step {
  const { view, leg } = state;
  if (view?.state !== 'live' || leg === null) return unchanged(state);
  if (event.type === 'digits') {
    return {
      state: { ...state, view: { ...view, digits: view.digits + tonesOf(event.digits) } },
      effects: [{ do: 'send-digits', leg, digits: event.digits }],
    };
  }
  if (view.muted === event.muted) return unchanged(state);
  return {
    state: { ...state, view: { ...view, muted: event.muted } },
    effects: [{ do: 'mute', leg, muted: event.muted }],
  };
}

function chooseRecord(state: CallState, record: RecordRef): Step {
  const { view } = state;
  if (view === null || (view.record?.id === record.id && view.record.kind === record.kind)) return unchanged(state);
  return {
    state: { ...state, view: { ...view, record } },
    effects: view.id === null ? [] : [{ do: 'tell-record', callId: view.id, record }],
  };
}
