import { readEnvironment } from './environment.ts';

export interface Config {
  /** Origin at which browsers and Twilio reach this server, without a trailing slash. https, but for localhost. */
  publicUrl: string;
  port: number;
  storage: StorageConfig;
  /** 32 bytes each; the first encrypts, all decrypt. */
  secretKeys: Buffer[];
  /** Ids of the extension builds that may talk to this server. Default: the one that this version builds. */
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
  /** What Twilio asks when this server does not answer a caller: another host's TwiML. null: this server's own, without its database. */
  fallbackUrl: string | null;
  limits: Limits;
}

export type ZohoDc = 'us' | 'eu' | 'in' | 'au' | 'jp' | 'ca' | 'sa' | 'cn';

export type StorageConfig =
  | { engine: 'postgres'; url: string }
  /** `folder`: a path, or `memory`. `from`: a dump that a new folder starts with (tests). */
  | { engine: 'pglite'; folder: string; from?: Blob };

/** Times and counts that operators and tests may change. */
export interface Limits {
  /** How often the server asks each softphone for a sign of life. */
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
  /** How long a process that writes to the CRM is believed alive without a sign: then another takes its work over. */
  writeLeaseMs: number;
  /** Sign-in attempts per address and minute. An office shares one address. */
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
  writeLeaseMs: 30_000,
  signInsPerMinute: 60,
  drainMs: 10_000,
  allowedCountries: null,
};

/** The configuration could not be read; `problems` has one sentence for each value, with where to get it. */
export class ConfigError extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(
      `Sidetone can’t start: ${problems.length === 1 ? 'one value is' : `${problems.length} values are`} missing or wrong.`,
    );
    this.problems = problems;
  }
}

/** Reads the whole configuration from the environment. Throws a `ConfigError` that names everything wrong at once. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const read = readEnvironment(env);
  if (!read.ok) throw new ConfigError(read.problems);
  const { values } = read;
  return {
    publicUrl: values.PUBLIC_URL,
    port: values.PORT,
    storage: values.DATABASE_URL
      ? { engine: 'postgres', url: values.DATABASE_URL }
      : { engine: 'pglite', folder: values.DATA_DIR ?? 'memory' },
    secretKeys: values.SECRET_KEY,
    extensionIds: values.EXTENSION_IDS,
    zoho: {
      clientId: values.ZOHO_CLIENT_ID,
      clientSecret: values.ZOHO_CLIENT_SECRET,
      dc: values.ZOHO_DC,
      accountsUrl: values.ZOHO_ACCOUNTS_URL ?? null,
      apiUrl: values.ZOHO_API_URL ?? null,
    },
    twilio: { baseUrl: values.TWILIO_BASE_URL ?? null },
    fallbackUrl: values.FALLBACK_URL ?? null,
    limits: {
      ...DEFAULT_LIMITS,
      heartbeatMs: values.HEARTBEAT_SECONDS * 1_000,
      silentMs: values.SILENT_SECONDS * 1_000,
      sessionDays: values.SESSION_DAYS,
      userSyncMinutes: values.USER_SYNC_MINUTES,
      callsPerMinute: values.CALLS_PER_MINUTE,
      callsAtOnce: values.CALLS_AT_ONCE,
      writeLeaseMs: values.WRITE_LEASE_SECONDS * 1_000,
      signInsPerMinute: values.SIGN_INS_PER_MINUTE,
      drainMs: values.DRAIN_SECONDS * 1_000,
      allowedCountries: values.ALLOWED_COUNTRIES ?? null,
    },
  };
}
