import type { Instruction } from '#test/twilio/twiml/verb.ts';
import type { Call } from './call.ts';
import type { CallQueue } from './call-queue.ts';
import type { DialPlan, DialResult } from './dial-plan.ts';
import { DialRecording } from './dial-recording.ts';
import type { QueueMember } from './queue-member.ts';
import type { Services } from './services.ts';

/** What a `<Dial>` with a `<Queue>` needs to know. */
export interface QueueDialPlan extends Pick<DialPlan, 'ringMs' | 'talkMs' | 'hangupOnStar' | 'recording'> {
  /** Null: there is no such queue. */
  queue: CallQueue | null;
  /** What the caller hears before she is connected; null: nothing. */
  whisperTo(member: QueueMember): Instruction | null;
}

/** Waits for the first caller of a queue, talks to her, and says how it ended. `signal` ends it from the parent's side. */
export async function dialQueue(
  parent: Call,
  plan: QueueDialPlan,
  services: Services,
  signal: AbortSignal,
): Promise<DialResult> {
  const nobody = { leg: null, bridged: false, talkedSeconds: 0, recordingUrl: null };
  if (!plan.queue) return { status: 'failed', ...nobody };
  const recording = plan.recording && new DialRecording(parent, plan.recording, services);
  const member = await nextToTalk(parent, plan.queue, plan, services, signal);
  if (!member) {
    const recordingUrl = recording?.end() ?? null;
    return { ...nobody, status: signal.aborted ? 'canceled' : 'no-answer', recordingUrl };
  }
  return talk(parent, member, recording, plan, services, signal);
}

/** The caller that was connected; null when there was none in time, or the parent is gone. */
async function nextToTalk(
  parent: Call,
  queue: CallQueue,
  plan: QueueDialPlan,
  { clock }: Services,
  signal: AbortSignal,
): Promise<QueueMember | null> {
  const patience = new AbortController();
  clock.after(plan.ringMs, () => patience.abort(), signal);
  const inTime = AbortSignal.any([signal, patience.signal]);
  for (;;) {
    const member = await queue.next(inTime).catch(() => null);
    if (!member) return null;
    const giveUp = () => member.release();
    signal.addEventListener('abort', giveUp, { once: true });
    const isConnected = await member.connect({ dialer: parent, whisper: plan.whisperTo(member) });
    signal.removeEventListener('abort', giveUp);
    if (signal.aborted) return null;
    if (isConnected) return member;
  }
}

function talk(
  parent: Call,
  member: QueueMember,
  recording: DialRecording | null,
  plan: QueueDialPlan,
  { clock, sound }: Services,
  signal: AbortSignal,
): Promise<DialResult> {
  const { call, queue, waitedSeconds } = member;
  const waited = { queueSid: queue.sid, seconds: waitedSeconds };
  return new Promise((resolve) => {
    const over = new AbortController();
    const since = clock.now().getTime();
    parent.answer();
    recording?.answered();
    const audio = [parent.audio, call.audio] as const;
    const bridge = audio[0] && audio[1] && sound.bridge(audio[0], audio[1], recording?.recorder ?? undefined);
    parent.note({ what: 'bridged', legSid: call.sid, who: call.address });
    call.note({ what: 'bridged', legSid: parent.sid, who: parent.address });

    const end = () => {
      if (over.signal.aborted) return;
      over.abort();
      // REST gave the caller other TwiML: how long was talked to her is not told then, as with any child of a Dial.
      const isTakenAway = member.away.aborted && call.isLive;
      bridge?.leave();
      member.release();
      parent.note({ what: 'left', legSid: call.sid, who: call.address, status: 'completed' });
      const talkedSeconds = isTakenAway ? null : Math.round((clock.now().getTime() - since) / 1000);
      const recordingUrl = recording?.end() ?? null;
      resolve({ status: 'completed', leg: call, bridged: true, talkedSeconds, recordingUrl, waited });
    };
    signal.addEventListener('abort', end, { once: true, signal: over.signal });
    member.away.addEventListener('abort', end, { once: true, signal: over.signal });
    clock.after(plan.talkMs, end, over.signal);
    parent.watch({ digit: (digit) => digit === '*' && plan.hangupOnStar && end() }, over.signal);
    if (signal.aborted || member.away.aborted) end();
  });
}
