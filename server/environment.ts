import * as z from 'zod';
import { EXTENSION_ID } from '#shared/extension-id.ts';

/** Everything that Sidetone reads from its environment; each message says what is wanted and where to get it. */
const environmentSchema = z.object({
  PUBLIC_URL: z
    .string('the https address at which browsers and Twilio reach this server, such as https://phone.example.com')
    .transform(asOrigin),
  PORT: whole(0, 65_535).default(8_080),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/, 'it looks like postgres://user:password@host:5432/database')
    .optional(),
  DATA_DIR: z.string().optional(),
  SECRET_KEY: z
    .string('32 random bytes that encrypt what is secret in the database. Make them with: openssl rand -base64 32')
    .transform(asKeys),
  EXTENSION_IDS: z
    .string()
    .default(EXTENSION_ID)
    .transform(asList)
    .pipe(z.array(z.string().regex(/^[a-p]{32}$/, 'an extension id has 32 letters from a to p')).min(1)),
  ZOHO_CLIENT_ID: z.string(
    'the Client ID of a "Server-based Application" made at https://api-console.zoho.com with the redirect URI PUBLIC_URL/sign-in/callback',
  ),
  ZOHO_CLIENT_SECRET: z.string('the Client Secret beside the Client ID at https://api-console.zoho.com'),
  ZOHO_DC: z.enum(['us', 'eu', 'in', 'au', 'jp', 'ca', 'sa', 'cn'], {
    error:
      'where your Zoho organisation lives, as the address of its CRM ends: us (.com), eu, in, au, jp, ca, sa or cn. crm.zoho.eu means eu',
  }),
  ZOHO_ACCOUNTS_URL: z.string().transform(asBaseUrl).optional(),
  ZOHO_API_URL: z.string().transform(asBaseUrl).optional(),
  TWILIO_BASE_URL: z.string().transform(asBaseUrl).optional(),
  HEARTBEAT_SECONDS: between(0.1, 60).default(5),
  SILENT_SECONDS: between(0.2, 300).default(15),
  SESSION_DAYS: whole(1, 90).default(14),
  USER_SYNC_MINUTES: whole(1, 15).default(15),
  CALLS_PER_MINUTE: whole(1, 1_000).default(10),
  CALLS_AT_ONCE: whole(1, 100).default(3),
  SIGN_INS_PER_MINUTE: whole(1, 10_000).default(60),
  DRAIN_SECONDS: between(0, 120).default(10),
  ALLOWED_COUNTRIES: z
    .string()
    .transform(asList)
    .pipe(z.array(z.string().regex(/^[A-Z]{2}$/, 'country codes are two capital letters, such as ES,FR,PT')))
    .optional(),
});

type Values = z.infer<typeof environmentSchema>;

/** Checks the environment as a whole; `problems` has a sentence for each value at fault. An empty value counts as missing. */
export function readEnvironment(
  env: Record<string, string | undefined>,
): { ok: true; values: Values } | { ok: false; problems: string[] } {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) if (value?.trim()) given[name] = value.trim();
  const read = environmentSchema.safeParse(given);
  const problems = [...(read.error?.issues ?? []).map((issue) => sentence(issue, given)), ...crossChecks(given)];
  return read.success && problems.length === 0 ? { ok: true, values: read.data } : { ok: false, problems };
}

function sentence(issue: z.core.$ZodIssue, given: Record<string, string>): string {
  const name = String(issue.path[0]);
  return `${name} is ${name in given ? 'wrong' : 'missing'}: ${issue.message}.`;
}

/** What no single value can tell. */
function crossChecks(given: Record<string, string>): string[] {
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
  return z.coerce
    .number(`a whole number from ${least} to ${most}`)
    .pipe(z.int(`a whole number from ${least} to ${most}`).check(z.gte(least), z.lte(most)));
}

function between(least: number, most: number) {
  return z.coerce.number(`a number from ${least} to ${most}`).check(z.gte(least), z.lte(most));
}

function asList(text: string): string[] {
  return text.split(',').flatMap((part) => part.trim() || []);
}

const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

function asOrigin(text: string, context: z.RefinementCtx): string {
  const url = URL.parse(text);
  const fault = !url
    ? 'it is no address. It looks like https://phone.example.com'
    : url.pathname !== '/' || url.search || url.hash || url.username
      ? 'give the address alone, without a path, query or user'
      : url.protocol !== 'https:' && !(url.protocol === 'http:' && LOCAL_HOSTS.includes(url.hostname))
        ? 'it must begin with https:// (http:// only for localhost), since tokens travel to it'
        : undefined;
  if (url && !fault) return url.origin;
  context.addIssue({ code: 'custom', message: fault ?? '' });
  return z.NEVER;
}

function asBaseUrl(text: string, context: z.RefinementCtx): string {
  const url = URL.parse(text);
  if (url && ['http:', 'https:'].includes(url.protocol)) return url.href.replace(/\/$/, '');
  context.addIssue({ code: 'custom', message: 'it must be an http or https address' });
  return z.NEVER;
}

/** The first encrypts, all decrypt: so a key is changed by putting a new one in front. */
function asKeys(text: string, context: z.RefinementCtx): Buffer[] {
  const keys = asList(text).map((part) => Buffer.from(part, /^[0-9a-f]{64}$/i.test(part) ? 'hex' : 'base64'));
  if (keys.length > 0 && keys.every((key) => key.length === 32)) return keys;
  context.addIssue({
    code: 'custom',
    message: 'every key must have 32 bytes, in base64 or hexadecimal. Make one with: openssl rand -base64 32',
  });
  return z.NEVER;
}
