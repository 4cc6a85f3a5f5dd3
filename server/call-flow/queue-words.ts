import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import { type Caller, prompted, usually } from './prompts.ts';
import type { Part } from './turn.ts';

/** What can be told to a caller who waits. */
export interface Wait {
  /** Hers in line; 1 is next. */
  place: number;
  /** How long it will take about; null: not known. */
  minutes: number | null;
  /** Whether she can be called back at all: a withheld number can't be. */
  callable: boolean;
}

/** The announcement that is heard between the music, with what the admin lets add to it (lines 36, 37). */
export function announcement({ flow, language }: Pick<Caller, 'flow' | 'language'>, wait: Wait): Part[] {
  const { announcement: chosen, custom, tellPosition, tellWait } = flow.queue;
  const listener = { flow, language };
  const keys = queueKeys(flow, wait.callable);
  return [
    ...(chosen === 'custom' ? prompted(listener, custom, 'important') : [usually(listener, chosen)]),
    ...(tellPosition ? [usually(listener, 'place', { Place: wait.place })] : []),
    ...(tellWait && wait.minutes !== null ? [expected(listener, wait.minutes)] : []),
    ...(keys.voicemail ? [usually(listener, 'voicemail-key', { Key: keys.voicemail })] : []),
    ...(keys.callBack ? [usually(listener, 'call-back-key', { Key: keys.callBack })] : []),
  ];
}

const expected = (listener: Pick<Caller, 'flow' | 'language'>, minutes: number): Part =>
  minutes < 2 ? usually(listener, 'wait-one-minute') : usually(listener, 'wait', { Minutes: minutes });

/** The keys that work while she waits; null: none does that. */
export function queueKeys(
  { queue, voicemail }: Pick<CallFlow, 'queue' | 'voicemail'>,
  callable: boolean,
): { voicemail: string | null; callBack: string | null } {
  return {
    voicemail: voicemail.on ? queue.voicemailKey : null,
    callBack: callable && queue.callBackKey !== queue.voicemailKey ? queue.callBackKey : null,
  };
}
