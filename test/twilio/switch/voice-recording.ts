import { Tape } from '#test/twilio/media/tape.ts';
import type { Recording } from '#test/twilio/recording/recording.ts';
import type { RecordingSubscription } from '#test/twilio/recording/recording-callbacks.ts';
import type { Call } from './call.ts';
import type { Services } from './services.ts';

/** What a `<Record>` was told. */
export interface VoiceRecordingPlan {
  /** Ends it after so much silence; null: no silence does. */
  silenceMs: number | null;
  longestMs: number;
  /** Each of these keys ends it. */
  finishOnKey: string;
  trim: boolean;
  subscription: RecordingSubscription | undefined;
}

export interface VoiceRecordingResult {
  /** The key that ended it, `hangup`, or empty. */
  endedBy: string;
  seconds: number;
  /** Where the file will be; null when nothing was said. */
  url: string | null;
}

const EMPTY = new Tape(new Map(), 0);

/** Records what the caller says until she is silent, presses a key, hangs up, or has said enough. `signal` ends it, too. */
export async function recordVoice(
  call: Call,
  plan: VoiceRecordingPlan,
  { clock, sound, recordings }: Services,
  signal: AbortSignal,
): Promise<VoiceRecordingResult> {
  const over = new AbortController();
  const ended = Promise.withResolvers<string>();
  const end = (endedBy: string) => {
    over.abort();
    ended.resolve(endedBy);
  };
  let silence = new AbortController();
  const countSilence = () => {
    silence = new AbortController();
    if (plan.silenceMs !== null)
      clock.after(plan.silenceMs, () => end(''), AbortSignal.any([over.signal, silence.signal]));
  };
  const onVoice = (speaks: boolean) => (speaks ? silence.abort() : countSilence());
  const audio = call.audio;
  const recorder = audio && sound.recorder(audio, clock, { onVoice });

  const setup = { call, channels: 1, track: 'inbound', source: 'RecordVerb' } as const;
  const recording: Recording = recordings.begin({ ...setup, subscription: plan.subscription });
  signal.addEventListener('abort', () => end(call.isLive ? '' : 'hangup'), { once: true, signal: over.signal });
  call.watch({ digit: (key) => plan.finishOnKey.includes(key) && end(key) }, over.signal);
  clock.after(plan.longestMs, () => end(''), over.signal);
  countSilence();
  recorder?.start();
  // Nobody waits for it but who turns the Clock: its silence must not be taken for the caller's.
  if (recorder) void sound.attune(recorder);

  const endedBy = await ended.promise;
  const whole = recorder?.stop();
  const spoken = whole?.trimmed();
  const isEmpty = !whole || !spoken || spoken.length === 0;
  const tape = isEmpty ? EMPTY : plan.trim ? spoken : whole;
  recordings.end(recording, tape);
  if (isEmpty) return { endedBy, seconds: 0, url: null };
  return { endedBy, seconds: Math.round(tape.seconds), url: recordings.urlOf(recording) };
}
