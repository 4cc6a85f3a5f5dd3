import type { NextCall, WrapUpsSnapshot } from '#extension/wire/snapshots.ts';
import type { WrapUp } from '#shared/api/agent-api.ts';
import { EMPTY_DRAFT } from '#shared/call/wrap-up.ts';
import {
  ago,
  callId,
  grupoOrtega,
  javier,
  laura,
  lauraMobile,
  NOW,
  nerea,
  ortegaOffice,
} from '#test/gallery/people.ts';
import { trouble } from '#test/gallery/phones.ts';

/** Laura's call, which ended just now, as the agent has begun to note it. */
export const wrapUp = (more: Partial<WrapUp> = {}): WrapUp => ({
  callId: callId(9),
  direction: 'incoming',
  disposition: 'answered',
  number: lauraMobile,
  startedAt: ago(262),
  endedAt: NOW.toISOString(),
  talkedSeconds: 252,
  draft: { ...EMPTY_DRAFT, record: laura.ref },
  edit: 0,
  record: laura,
  matches: [laura],
  state: 'open',
  problem: null,
  nextTryAt: null,
  recording: 'none',
  ...more,
});

const WORDS = '12 vans, not 10. Needs the price with full insurance by Friday. Decision with her brother on Monday.';
const PALABRAS = '12 furgones, no 10.';

/** Everything chosen: both follow-ups, which are independent of each other. */
export const planned = (more: Partial<WrapUp> = {}): WrapUp =>
  wrapUp({
    recording: 'attached',
    edit: 12,
    draft: {
      ...EMPTY_DRAFT,
      outcome: 'call-back',
      description: WORDS,
      record: laura.ref,
      followUpCall: { subject: 'Laura: 12 vans', at: '2026-11-25T08:00:00.000Z' },
      followUpTask: { subject: 'PDF', at: '2026-11-27T15:30:00.000Z' },
    },
    ...more,
  });

export const waiting = (more: Partial<WrapUp> = {}): WrapUp =>
  wrapUp({
    recording: 'kept',
    draft: { ...EMPTY_DRAFT, outcome: 'call-back', description: PALABRAS, record: laura.ref },
    state: 'waiting',
    problem: trouble('crm-away'),
    nextTryAt: new Date(NOW.getTime() + 24_000).toISOString(),
    ...more,
  });

export const refused = (more: Partial<WrapUp> = {}): WrapUp =>
  waiting({ state: 'failed', nextTryAt: null, problem: trouble('crm-record-gone'), record: null, ...more });

export const ortegas = (more: Partial<WrapUp> = {}): WrapUp =>
  wrapUp({
    callId: callId(10),
    direction: 'outgoing',
    disposition: 'no-answer',
    number: ortegaOffice,
    talkedSeconds: 0,
    record: javier,
    matches: [javier, nerea, grupoOrtega],
    draft: { ...EMPTY_DRAFT, record: javier.ref },
    ...more,
  });

export const wrapUps = (all: readonly WrapUp[], more: Partial<WrapUpsSnapshot> = {}): WrapUpsSnapshot => ({
  shown: all[0]?.callId ?? null,
  wrapUps: [...all],
  fixed: all.flatMap(({ callId: id, state }) => (state === 'waiting' ? [id] : [])),
  next: null,
  mayLeaveOut: false,
  notRungUntil: null,
  ...more,
});

export const nextInList: NextCall = {
  from: 'list',
  name: 'Javier Ortega',
  number: ortegaOffice,
  record: javier.ref,
};
