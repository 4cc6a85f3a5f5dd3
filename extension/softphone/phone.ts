import type { Settings } from '#extension/wire/settings.ts';
import type { Levels } from '#extension/wire/snapshots.ts';
import type { CallId, E164 } from '#shared/ids.ts';
import type { Result } from '#shared/result.ts';
import type { LegQuality } from './call-quality.ts';
import type { CallEvent, LegId } from './call-state.ts';

/** What a telephone line says of its legs, without the time: whoever listens knows what time it is. */
type WithoutTime<E> = E extends { at: string } ? Omit<E, 'at'> : E;
export type LegNews = WithoutTime<
  Extract<
    CallEvent,
    {
      type:
        | 'leg-ringing'
        | 'leg-accepted'
        | 'leg-heard'
        | 'leg-reconnecting'
        | 'leg-reconnected'
        | 'leg-ended'
        | 'leg-failed';
    }
  >
>;

export interface PhoneEvents {
  /** Whether calls can come in now. */
  registered(registered: boolean): void;
  /** The access token ends soon, or has ended: `renew` it. May be said several times. */
  tokenEnds(): void;
  invited(invite: { leg: LegId; callId: CallId | null; from: E164 | null }): void;
  news(news: LegNews): void;
  /** How a leg was until now: once a minute, and when it ends. `sid`: Twilio's id of it. */
  measured(leg: LegId, sid: string, quality: LegQuality): void;
}

/** What may be known of a line before it is opened: a token for at most an hour, and where Twilio is nearest. */
export interface PhoneAccess {
  token: string;
  ttlSeconds: number;
  edge: string;
}

export type SoundDevices = Pick<Settings, 'microphoneId' | 'speakerId'>;

/** One agent's telephone line, whatever carries it. Commands on a leg that is over do nothing. */
export interface Phone {
  /** Opens the line and registers it for incoming calls. Problems: twilio-away (also when it takes longer than 10 s). */
  open(access: PhoneAccess): Promise<Result<null>>;
  /** Gives the open line a fresh token, without touching its calls. */
  renew(token: string): void;
  /** Ends every call and closes the line; it can be opened again. */
  close(): void;
  dial(callId: CallId): Promise<Result<LegId>>;
  accept(leg: LegId): void;
  reject(leg: LegId): void;
  hangUp(leg: LegId): void;
  /** Stops ringing here, without declining for anybody else. */
  silence(leg: LegId): void;
  mute(leg: LegId, muted: boolean): void;
  /** She speaks on this leg, muted or not; every other leg hears nothing of her. */
  speakOn(leg: LegId, muted: boolean): void;
  /** 0–9, * and #, sent one after the other however fast they are pressed; `w`, space and comma are pauses. */
  sendDigits(leg: LegId, digits: string): void;
  /** Chooses microphone and speaker, for the running call too; an empty or missing id is the system's own choice. */
  useDevices(devices: SoundDevices): void;
  /** Loudness of the call while there is one, about 20 times a second. */
  watchLevels(show: (levels: Levels) => void, signal: AbortSignal): void;
}
