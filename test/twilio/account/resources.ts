export type Method = 'GET' | 'POST';

/** How a number or an application handles its calls. An empty URL means: not set. */
export interface VoiceSettings {
  voiceUrl: string;
  voiceMethod: Method;
  voiceFallbackUrl: string;
  voiceFallbackMethod: Method;
  statusCallback: string;
  statusCallbackMethod: Method;
  voiceCallerIdLookup: boolean;
}

export interface Resource {
  sid: string;
  friendlyName: string;
  createdAt: Date;
  updatedAt: Date;
}

export interface IncomingNumber extends Resource, VoiceSettings {
  /** E.164. */
  phoneNumber: string;
  /** When set, the application's voice settings hold instead of the number's own. */
  voiceApplicationSid: string;
}

export interface Application extends Resource, VoiceSettings {}

/** A phone that belongs to the team without being rented from Twilio, verified by a call. */
export interface CallerId extends Resource {
  phoneNumber: string;
}

export interface ApiKey extends Resource {
  secret: string;
}

export interface Notification {
  sid: string;
  callSid: string | null;
  /** A Twilio error code or `unsupported`. */
  code: string;
  level: 'error' | 'warning';
  text: string;
  at: Date;
  /** The request that failed, if it was one. */
  request: { method: Method; url: string } | null;
}

export const noVoiceSettings: VoiceSettings = {
  voiceUrl: '',
  voiceMethod: 'POST',
  voiceFallbackUrl: '',
  voiceFallbackMethod: 'POST',
  statusCallback: '',
  statusCallbackMethod: 'POST',
  voiceCallerIdLookup: false,
};
