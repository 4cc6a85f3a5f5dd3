import type { PhoneAccess, SoundDevices } from './phone.ts';
import { SOUND_NAMES, type SoundName } from './sound-names.ts';

/** How long before its end a token is renewed: the SDK's own 10 s are too few for a server that is just restarting. */
const RENEW_BEFORE_MS = { least: 30_000, most: 5 * 60_000 };
/** How long the SDK tries to take a call up again when its signalling is lost; Twilio keeps the leg as long. */
const SIGNALLING_LIMIT_MS = 30_000;

/** How each of the SDK's Devices is set up. `soundUrl`: where our own sound files lie; the SDK's would come from the internet. */
export function deviceOptions({ edge, ttlSeconds }: PhoneAccess, soundUrl: (name: SoundName) => string) {
  const { least, most } = RENEW_BEFORE_MS;
  return {
    edge,
    sounds: Object.fromEntries(SOUND_NAMES.map((name) => [name, soundUrl(name)])),
    closeProtection: false,
    // Whom a second call reaches is the server's to decide; what rings in vain is declined here, not left to ring.
    allowIncomingWhileBusy: true,
    enableImprovedSignalingErrorPrecision: true,
    tokenRefreshMs: Math.min(most, Math.max(least, ttlSeconds * 250)),
    maxCallSignalingTimeoutMs: SIGNALLING_LIMIT_MS,
    logLevel: 'silent' as const,
  };
}

/** Through which microphone a call begins. Not `exact`: a call through another one is better than none. */
export const microphoneOf = ({ microphoneId }: SoundDevices): { rtcConstraints: MediaStreamConstraints } => ({
  rtcConstraints: { audio: microphoneId === '' ? true : { deviceId: { ideal: microphoneId } } },
});
