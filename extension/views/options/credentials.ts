import type { Messages } from '#extension/locales/language.ts';

/** What can be told about Twilio credentials before Twilio is asked: their shape (Twilio, "SIDs": `AC` and 32 hexadecimal digits). */
export interface CredentialErrors {
  readonly sid: string | null;
  readonly token: string | null;
}

const TOKEN_LENGTH = 32;

export function checkCredentials(sid: string, token: string, t: Messages): CredentialErrors {
  const words = t.options.connection;
  return {
    sid: /^AC[0-9a-f]{32}$/i.test(sid) ? null : words.sidShape,
    token: checkToken(token, t),
  };
}

/** What is wrong with an Auth Token's shape; null: nothing. */
export const checkToken = (token: string, t: Messages): string | null =>
  token.length === TOKEN_LENGTH ? null : t.options.connection.tokenLength(token.length);

/** Twilio's edge locations (twilio.com/docs/global-infrastructure/edge-locations), `roaming` first: Twilio's own choice by latency. */
export const EDGES = [
  'roaming',
  'dublin',
  'frankfurt',
  'ashburn',
  'umatilla',
  'sao-paulo',
  'singapore',
  'sydney',
  'tokyo',
] as const;
export type Edge = (typeof EDGES)[number];

export const isEdge = (text: string): text is Edge => EDGES.some((edge) => edge === text);

export const CONSOLE = 'https://console.twilio.com/';
export const BILLING = 'https://console.twilio.com/us1/billing/manage-billing/billing-overview';
export const VERIFY = 'https://console.twilio.com/us1/develop/phone-numbers/manage/verified';
export const BUY = 'https://console.twilio.com/us1/develop/phone-numbers/manage/search';
export const WHERE = 'https://help.twilio.com/articles/223136027';
export const PRICES = 'https://www.twilio.com/en-us/voice/pricing';
