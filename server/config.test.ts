import { expect, it } from 'vitest';
import { EXTENSION_ID } from '#shared/extension-id.ts';
import { ConfigError, readConfig } from './config.ts';

const complete = {
  PUBLIC_URL: 'https://phone.example.com/',
  DATABASE_URL: 'postgres://sidetone:x@localhost:5432/sidetone',
  SECRET_KEY: Buffer.alloc(32, 1).toString('base64'),
  EXTENSION_IDS: 'abcdefghijklmnopabcdefghijklmnop',
  ZOHO_CLIENT_ID: '1000.ABC',
  ZOHO_CLIENT_SECRET: 'abc',
  ZOHO_DC: 'eu',
};

function problemsOf(env: Record<string, string | undefined>): string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

it('reads a complete environment', () => {
  const config = readConfig(complete);
  expect(config.publicUrl).toBe('https://phone.example.com');
  expect(config.port).toBe(8080);
  expect(config.storage).toEqual({ engine: 'postgres', url: complete.DATABASE_URL });
  expect(config.limits.silentMs).toBe(15_000);
  expect(config.limits.allowedCountries).toBeNull();
});

it('names everything that is missing at once, and where to get it', () => {
  const problems = problemsOf({});
  const names = ['PUBLIC_URL', 'SECRET_KEY', 'ZOHO_CLIENT_ID', 'ZOHO_CLIENT_SECRET', 'ZOHO_DC', 'DATABASE_URL'];
  for (const name of names) expect(problems.join('\n')).toContain(`${name} is missing`);
  expect(problems).toHaveLength(names.length);
  expect(problems.join('\n')).toContain('openssl rand -base64 32');
  expect(problems.join('\n')).toContain('https://api-console.zoho.com');
});

it('knows the extension that this version builds, unless told of others', () => {
  expect(readConfig({ ...complete, EXTENSION_IDS: undefined }).extensionIds).toEqual([EXTENSION_ID]);
  expect(readConfig(complete).extensionIds).toEqual([complete.EXTENSION_IDS]);
});

it('counts an empty value as missing', () => {
  expect(problemsOf({ ...complete, ZOHO_CLIENT_ID: '  ' })[0]).toMatch(/^ZOHO_CLIENT_ID is missing/);
});

it.each([
  ['PUBLIC_URL', 'http://phone.example.com', /https/],
  ['PUBLIC_URL', 'https://phone.example.com/phone', /without a path/],
  ['PUBLIC_URL', 'phone', /no address/],
  ['PORT', '80.5', /whole number/],
  ['PORT', '70000', /PORT is wrong/],
  ['DATABASE_URL', 'mysql://x', /postgres:/],
  ['SECRET_KEY', 'short', /32 bytes/],
  ['SECRET_KEY', `${complete.SECRET_KEY},short`, /32 bytes/],
  ['EXTENSION_IDS', 'abc', /32 letters/],
  ['EXTENSION_IDS', ',', /EXTENSION_IDS is wrong/],
  ['ZOHO_DC', 'com', /crm\.zoho\.eu means eu/],
  ['TWILIO_BASE_URL', 'ftp://x', /http/],
  ['FALLBACK_URL', 'http://x.example', /TwiML Bin/],
  ['FALLBACK_URL', 'bin', /TwiML Bin/],
  ['SILENT_SECONDS', '6', /twice HEARTBEAT_SECONDS/],
  ['ALLOWED_COUNTRIES', 'Spain', /capital letters/],
  ['DATA_DIR', '/var/lib/sidetone', /DATABASE_URL is set too/],
])('refuses %s=%s with a reason', (name, value, reason) => {
  const problems = problemsOf({ ...complete, [name]: value });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(new RegExp(`^${name} is wrong`));
  expect(problems[0]).toMatch(reason);
});

it('takes plain http for a server on this machine', () => {
  expect(readConfig({ ...complete, PUBLIC_URL: 'http://localhost:8080' }).publicUrl).toBe('http://localhost:8080');
});

it('takes a list of keys in base64 or hexadecimal', () => {
  const hex = Buffer.alloc(32, 2).toString('hex');
  const { secretKeys } = readConfig({ ...complete, SECRET_KEY: `${hex}, ${complete.SECRET_KEY}` });
  expect(secretKeys.map((key) => key[0])).toEqual([2, 1]);
});

it('never repeats a secret in its complaint', () => {
  expect(problemsOf({ ...complete, SECRET_KEY: 'my-secret-words' }).join()).not.toContain('my-secret-words');
});
