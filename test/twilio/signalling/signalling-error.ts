/** What goes wrong in signalling, with the words of Twilio's error list (twilio.com/docs/api/errors, 31xxx). */
const WORDS = {
  31001: 'Application Not Found',
  31008: 'Call cancelled',
  31100: 'The request had malformed syntax.',
  31102: 'Authorization token missing in request.',
  31105: 'Invalid client name',
  31107: 'The reconnect parameter is invalid',
  31201: 'Authorization error',
  31202: 'Signature validation failed.',
  31203: 'No valid account',
  31204: 'Invalid JWT token',
  31205: 'JWT token expired',
  31207: 'JWT token expiration too long',
  31209: 'Reconnect attempt is not authorized.',
  31210: 'Call Message Event Type is invalid.',
  31212: 'Call Message Event Payload size exceeded authorized limit.',
  31400: 'Bad Request (HTTP/SIP)',
  31404: 'Not Found (HTTP/SIP)',
} as const;

export type SignallingErrorCode = keyof typeof WORDS;

export interface SignallingError {
  code: number;
  message: string;
}

export const signallingError = (code: SignallingErrorCode): SignallingError => ({ code, message: WORDS[code] });
