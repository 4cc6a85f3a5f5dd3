export interface Config {
  /** Origin at which browsers and Twilio reach this server, without a trailing slash. https, but for localhost. */
  publicUrl: string;
  port: number;
  storage: StorageConfig;
  /** 32 bytes each; the first encrypts, all decrypt. */
  secretKeys: Buffer[];
  /** Ids of the extension builds that may talk to this server. */
  extensionIds: string[];
  zoho: {
    clientId: string;
    clientSecret: string;
    dc: ZohoDc;
    /** Base URLs other than Zoho's own: null in production. */
    accountsUrl: string | null;
    apiUrl: string | null;
  };
  /** `baseUrl`: other than Twilio's own; null in production. */
  twilio: { baseUrl: string | null };
  limits: Limits;
}

export type ZohoDc = 'us' | 'eu' | 'in' | 'au' | 'jp' | 'ca' | 'sa' | 'cn';

export type StorageConfig =
  | { engine: 'postgres'; url: string }
  /** `folder`: a path, or `memory`. `from`: a dump that a new folder starts with (tests). */
  | { engine: 'pglite'; folder: string; from?: Blob };

/** Times and counts that operators and tests may change. */
export interface Limits {
  heartbeatMs: number;
  /** An endpoint silent for longer is not rung. */
  silentMs: number;
  sessionDays: number;
  /** How long a call id can be used after it was given out. */
  callIdMs: number;
  /** How often the CRM's users are read. */
  userSyncMinutes: number;
  /** Per agent. */
  callsPerMinute: number;
  callsAtOnce: number;
  /** Sign-in attempts per address and minute. */
  signInsPerMinute: number;
  /** Longest wait for open requests and jobs when the server stops. */
  drainMs: number;
  /** ISO 3166; null: the default list of the call policy. */
  allowedCountries: string[] | null;
}

export const DEFAULT_LIMITS: Limits = {
  heartbeatMs: 5_000,
  silentMs: 15_000,
  sessionDays: 14,
  callIdMs: 60_000,
  userSyncMinutes: 15,
  callsPerMinute: 10,
  callsAtOnce: 3,
  signInsPerMinute: 20,
  drainMs: 10_000,
  allowedCountries: null,
};
