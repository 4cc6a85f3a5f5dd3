import type { VoiceSettings } from '#test/twilio/account/resources.ts';
import { type Form, given } from './form.ts';

/** The voice settings in a form, only those that were given. */
export function voiceSettingsIn(form: Form): Partial<VoiceSettings> {
  return given({
    voiceUrl: form.url('VoiceUrl'),
    voiceMethod: form.method('VoiceMethod'),
    voiceFallbackUrl: form.url('VoiceFallbackUrl'),
    voiceFallbackMethod: form.method('VoiceFallbackMethod'),
    statusCallback: form.url('StatusCallback'),
    statusCallbackMethod: form.method('StatusCallbackMethod'),
    voiceCallerIdLookup: form.flag('VoiceCallerIdLookup'),
  });
}
