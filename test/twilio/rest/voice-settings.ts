import type { VoiceSettings } from '#test/twilio/account/resources.ts';
import { type Form, given } from './form.ts';

/** The voice settings in a form, only those that were given. */
export function voiceSettingsIn(form: Form): Partial<VoiceSettings> {
  return given({
    voiceUrl: form.url('VoiceUrl', 21402),
    voiceMethod: form.method('VoiceMethod', 21403),
    voiceFallbackUrl: form.url('VoiceFallbackUrl', 21402),
    voiceFallbackMethod: form.method('VoiceFallbackMethod', 21403),
    statusCallback: form.url('StatusCallback', 21609),
    statusCallbackMethod: form.method('StatusCallbackMethod', 21403),
    voiceCallerIdLookup: form.flag('VoiceCallerIdLookup'),
  });
}
