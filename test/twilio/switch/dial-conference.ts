import type { ErrorCode } from '#test/twilio/account/error-catalogue.ts';
import type { Call } from './call.ts';
import type { Conference } from './conference.ts';
import type { DialPlan, DialResult } from './dial-plan.ts';
import { DialRecording } from './dial-recording.ts';
import type { ParticipantSetup } from './participant.ts';
import type { Services } from './services.ts';

/** What a `<Dial>` with a `<Conference>` needs to know. */
export interface ConferenceDialPlan extends Pick<DialPlan, 'talkMs' | 'hangupOnStar' | 'recording'> {
  conference: Conference;
  setup: Omit<ParticipantSetup, 'call' | 'coaches'>;
  maxParticipants: number;
  /** The CallSid of the participant who is to be coached; empty: none. */
  coach: string;
  warn(code: ErrorCode, detail: string): void;
}

/** Takes part in a conference until the leg leaves it or it ends. `signal` ends it from the leg's side. */
export async function dialConference(
  call: Call,
  plan: ConferenceDialPlan,
  services: Services,
  signal: AbortSignal,
): Promise<DialResult> {
  const { conference } = plan;
  const result = { leg: null, bridged: false, talkedSeconds: null, recordingUrl: null };
  const pupil = plan.coach === '' ? null : (conference.participants.find((one) => one.call.sid === plan.coach) ?? null);
  const obstacle = signal.aborted ? null : obstacleTo(call, plan, pupil !== null);
  if (obstacle) plan.warn(obstacle.code, obstacle.detail);
  if (signal.aborted || obstacle) return { ...result, status: 'failed' };

  const over = new AbortController();
  const recording = plan.recording && new DialRecording(call, plan.recording, services);
  recording?.recordAll();
  const participant = conference.join({ ...plan.setup, call, coaches: pupil });
  call.note({ what: 'joined', conference: conference.friendlyName });
  const leave = () => conference.leave(participant, signal.aborted && call.isLive ? 'moved' : 'left');
  signal.addEventListener('abort', leave, { once: true, signal: over.signal });
  services.clock.after(plan.talkMs, leave, over.signal);
  call.watch({ digit: (digit) => digit === '*' && plan.hangupOnStar && leave() }, over.signal);
  const status = await participant.left;
  over.abort();
  call.note({ what: 'left-conference', conference: conference.friendlyName });
  return { ...result, status, bridged: status === 'answered', recordingUrl: recording?.end() ?? null };
}

function obstacleTo(
  call: Call,
  { conference, setup, maxParticipants, coach }: ConferenceDialPlan,
  isPupilThere: boolean,
): { code: ErrorCode; detail: string } | null {
  if (conference.status === 'completed') return { code: '13236', detail: `${conference.sid} has ended` };
  if (coach !== '' && !isPupilThere) return { code: '13240', detail: coach };
  if (conference.participants.length >= maxParticipants) {
    return { code: '16020', detail: `${conference.friendlyName} has ${maxParticipants} participants` };
  }
  const { label } = setup;
  if (label !== null && conference.isLabelTaken(label, call)) return { code: '16025', detail: label };
  return null;
}
