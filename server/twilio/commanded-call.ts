import type { ConversationLeg } from '#server/call-control/control.ts';
import type { AudioId } from '#shared/call-flow/prompt.ts';
import type { CallId, E164 } from '#shared/ids.ts';
import type { Told } from './told.ts';

/** The call that a command is about. */
export interface CommandedCall {
  callId: CallId;
  line: E164;
  /** Twilio's id of its room; null: not known (yet). */
  room: string | null;
  legs: readonly ConversationLeg[];
  /** For whoever is put on hold; null: our own. */
  music: AudioId | null;
}

export interface Done {
  told: Pick<Told, 'result' | 'sid' | 'code'>;
  /** What was seen, of `look` only. */
  looked: Looked | null;
}

export interface Looked {
  room: string | null;
  participants: { leg: string; label: string | null; ringing: boolean; held: boolean; muted: boolean }[];
  over: string[];
}
