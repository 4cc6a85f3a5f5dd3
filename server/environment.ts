import * as v from 'valibot';
import { EXTENSION_ID } from '#shared/extension-id.ts';

/** Everything that Sidetone reads from its environment; each message says what is wanted and where to get it. */
const environmentSchema = v.object({
  PUBLIC_URL: v.pipe(
    v.string('the https address at which browsers and Twilio reach this server, such as https://phone.example.com'),
    v.check(
      (text) => originFault(text) === undefined,
      ({ input }) => originFault(input) ?? '',
    ),
    v.transform((text) => new URL(text).origin),
  ),
  PORT: v.optional(whole(0, 65_535), '8080'),
  DATABASE_URL: v.optional(
    v.pipe(v.string(), v.regex(/^postgres(ql)?:\/\/\S+$/, 'it looks like postgres://user:password@host:5432/database')),
  ),
  DATA_DIR: v.optional(v.string()),
  SECRET_KEY: v.pipe(
    v.string('32 random bytes that encrypt what is secret in the database. Make them with: openssl rand -base64 32'),
    v.transform(asKeys),
    v.check(
      (keys) => keys.length > 0 && keys.every((key) => key.length === 32),
      'every key must have 32 bytes, in base64 or hexadecimal. Make one with: openssl rand -base64 32',
    ),
  ),
  EXTENSION_IDS: v.pipe(
    v.optional(v.string(), EXTENSION_ID),
    v.transform(asList),
    v.array(v.pipe(v.string(), v.regex(/^[a-p]{32}$/, 'an extension id has 32 letters from a to p'))),
    v.minLength(1),
  ),
  ZOHO_CLIENT_ID: v.string(
    'the Client ID of a "Server-based Application" made at https://api-console.zoho.com with the redirect URI PUBLIC_URL/sign-in/callback',
  ),
  ZOHO_CLIENT_SECRET: v.string('the Client Secret beside the Client ID at https://api-console.zoho.com'),
  ZOHO_DC: v.picklist(
    ['us', 'eu', 'in', 'au', 'jp', 'ca', 'sa', 'cn'],
    'where your Zoho organisation lives, as the address of its CRM ends: us (.com), eu, in, au, jp, ca, sa or cn. crm.zoho.eu means eu',
  ),
  ZOHO_ACCOUNTS_URL: v.optional(baseUrl()),
  ZOHO_API_URL: v.optional(baseUrl()),
  TWILIO_BASE_URL: v.optional(baseUrl()),
  FALLBACK_URL: v.optional(
    v.pipe(
      v.string(),
      v.check(
        (text) => URL.parse(text)?.protocol === 'https:',
        'it must be an https address that answers TwiML, such as that of a TwiML Bin',
      ),
    ),
  ),
  HEARTBEAT_SECONDS: v.optional(between(0.1, 60), '5'),
  SILENT_SECONDS: v.optional(between(0.2, 300), '15'),
  SESSION_DAYS: v.optional(whole(1, 90), '14'),
  USER_SYNC_MINUTES: v.optional(whole(1, 15), '15'),
  CALLS_PER_MINUTE: v.optional(whole(1, 1_000), '10'),
  CALLS_AT_ONCE: v.optional(whole(1, 100), '3'),
  SIGN_INS_PER_MINUTE: v.optional(whole(1, 10_000), '60'),
  WRITE_LEASE_SECONDS: v.optional(between(1, 300), '30'),
  DRAIN_SECONDS: v.optional(between(0, 120), '10'),
  ALLOWED_COUNTRIES: v.optional(
    v.pipe(
      v.string(),
      v.transform(asList),
      v.array(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'country codes are two capital letters, such as ES,FR,PT'))),
    ),
  ),
});

/** What stands in the environment under each name that we know; undefined: missing or empty. */
type Given = Readonly<Record<string, string | undefined>>;
type Values = v.InferOutput<typeof environmentSchema>;

/** Checks the environment as a whole; `problems` has a sentence for each value at fault. An empty value counts as missing. */
export function readEnvironment(
  env: Record<string, string | undefined>,
): { ok: true; values: Values } | { ok: false; problems: string[] } {
  // Every name is there, so that what is missing is said in its own schema's words.
  const given: Given = Object.fromEntries(
    Object.keys(environmentSchema.entries).map((name) => [name, env[name]?.trim() || undefined]),
  );
  const read = v.safeParse(environmentSchema, given);
  const problems = [...(read.issues ?? []).map((issue) => sentence(issue, given)), ...crossChecks(given)];
  return read.success && problems.length === 0 ? { ok: true, values: read.output } : { ok: false, problems };
}

function sentence(issue: v.BaseIssue<unknown>, given: Given): string {
  const name = String(issue.path?.[0]?.key);
  return `${name} is ${given[name] === undefined ? 'missing' : 'wrong'}: ${issue.message}.`;
}

/** What no single value can tell. */
function crossChecks(given: Given): string[] {
  const problems: string[] = [];
  if (!given.DATABASE_URL && !given.DATA_DIR) {
    problems.push(
      'DATABASE_URL is missing: a PostgreSQL (postgres://user:password@host:5432/database) for a team that works with Sidetone; ' +
        'for a trial set DATA_DIR instead, a folder for embedded storage.',
    );
  }
  if (given.DATABASE_URL && given.DATA_DIR) {
    problems.push(
      'DATA_DIR is wrong: DATABASE_URL is set too. Keep the one that holds your data and remove the other.',
    );
  }
  if (Number(given.SILENT_SECONDS ?? 15) < 2 * Number(given.HEARTBEAT_SECONDS ?? 5)) {
    problems.push(
      'SILENT_SECONDS is wrong: it must be at least twice HEARTBEAT_SECONDS, or a living softphone seems dead.',
    );
  }
  return problems;
}

function whole(least: number, most: number) {
  const wanted = `a whole number from ${least} to ${most}`;
  return v.pipe(between(least, most, wanted), v.safeInteger(wanted));
}

function between(least: number, most: number, wanted = `a number from ${least} to ${most}`) {
  return v.pipe(v.string(), v.transform(Number), v.number(wanted), v.minValue(least, wanted), v.maxValue(most, wanted));
}

function asList(text: string): string[] {
  return text.split(',').flatMap((part) => part.trim() || []);
}

const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

function originFault(text: string): string | undefined {
  const url = URL.parse(text);
  if (!url) return 'it is no address. It looks like https://phone.example.com';
  if (url.pathname !== '/' || url.search || url.hash || url.username) {
    return 'give the address alone, without a path, query or user';
  }
  if (url.protocol === 'https:' || (url.protocol === 'http:' && LOCAL_HOSTS.includes(url.hostname))) return undefined;
  return 'it must begin with https:// (http:// only for localhost), since tokens travel to it';
}

function baseUrl() {
  const isHttp = (text: string) => /^https?:$/.test(URL.parse(text)?.protocol ?? '');
  return v.pipe(
    v.string(),
    v.check(isHttp, 'it must be an http or https address'),
    v.transform((text) => new URL(text).href.replace(/\/$/, '')),
  );
}

/** The first encrypts, all decrypt: so a key is changed by putting a new one in front. */
function asKeys(text: string): Buffer[] {
  return asList(text).map((part) => Buffer.from(part, /^[0-9a-f]{64}$/i.test(part) ? 'hex' : 'base64'));
}
