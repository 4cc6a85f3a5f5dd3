import type { CallReport, LegReport } from '#test/twilio/control/call-report.ts';
import type { Control } from '#test/twilio/control/control.ts';
import type { PhoneReport } from '#test/twilio/media/phone-report.ts';
import type { TranscriptEntry } from '#test/twilio/switch/call-log.ts';

/** All that the handset page shows; sent whole at every change. */
export interface HandsetState {
  me: string;
  /** The account's numbers: whom one can call. */
  numbers: { phoneNumber: string; friendlyName: string }[];
  whenRung: 'ring-here' | 'busy' | 'no-answer';
  call: {
    state: 'calling' | 'ringing' | 'talking' | 'ended';
    direction: 'out' | 'in';
    /** The other side's number. */
    with: string;
    /** When this state began, ISO. */
    since: string;
  } | null;
  transcript: TranscriptEntry[];
  network: {
    sid: string;
    from: string;
    /** Who talks, or who is rung, or the number that was called. */
    to: string[];
    status: string;
    isLive: boolean;
    startedAt: string;
    seconds: number;
  }[];
}

const MOST_CALLS_SHOWN = 30;

export function stateOf(facts: {
  number: string;
  whenRung: HandsetState['whenRung'];
  callSid: string | null;
  phone: PhoneReport | null;
  control: Control;
}): HandsetState {
  const { control, callSid } = facts;
  const leg = callSid !== null && control.has(callSid) ? control.call(callSid) : null;
  return {
    me: facts.number,
    numbers: [...control.account.numbers.values()].map(({ phoneNumber, friendlyName }) => ({
      phoneNumber,
      friendlyName,
    })),
    whenRung: facts.whenRung,
    call: leg && facts.phone ? callOf(leg, facts.phone) : null,
    transcript: leg?.transcript ?? [],
    network: control.calls().slice(-MOST_CALLS_SHOWN).reverse().map(summaryOf),
  };
}

function callOf(leg: LegReport, phone: PhoneReport): HandsetState['call'] {
  const isIncoming = phone.invite !== undefined;
  const shown = {
    calling: 'calling',
    waiting: 'calling',
    ringing: 'ringing',
    talking: 'talking',
    ended: 'ended',
    idle: 'ended',
  } as const;
  const state = shown[phone.state.state];
  const since = state === 'talking' ? leg.answeredAt : state === 'ended' ? leg.endedAt : leg.createdAt;
  return {
    state,
    direction: isIncoming ? 'in' : 'out',
    with: isIncoming ? leg.from : leg.to,
    since: (since ?? leg.createdAt).toISOString(),
  };
}

function summaryOf(call: CallReport): HandsetState['network'][number] {
  const talking = call.legs.find((leg) => leg.status === 'in-progress');
  const rung = call.legs.map((leg) => leg.to);
  return {
    sid: call.sid,
    from: call.from,
    to: talking ? [talking.to] : rung.length > 0 ? rung : [call.to],
    status: talking ? 'talking' : call.legs.some((leg) => leg.status === 'ringing') ? 'ringing' : call.status,
    isLive: call.endedAt === null,
    startedAt: call.createdAt.toISOString(),
    seconds: call.durationSeconds,
  };
}
