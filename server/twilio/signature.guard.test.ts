import { describe, expect, it } from 'vitest';
import vectors from '#test/fixtures/twilio/signature-vectors.json' with { type: 'json' };
import { testConfig } from '#test/support/context.ts';
import { ACCOUNT_SID, AUTH_TOKEN, sign } from '#test/support/telephony.ts';
import type { TwilioConnection } from './connection.ts';
import { admitWebhook } from './signature.guard.ts';

const connection = (over: Partial<TwilioConnection> = {}): TwilioConnection => ({
  accountSid: ACCOUNT_SID,
  accountName: 'Test',
  trial: false,
  authTokens: { primary: AUTH_TOKEN, secondary: null },
  apiKeySid: 'SK',
  apiKeySecret: '',
  applicationSid: 'AP',
  region: 'us1',
  edge: 'roaming',
  ...over,
});

const config = testConfig({ publicUrl: 'https://phone.example' });
const url = 'https://phone.example/twilio/status/leg?c=c_1';
const form = { AccountSid: ACCOUNT_SID, CallSid: 'CA1', CallerName: 'José & Ñandú <b>', Digits: '' };

function ask(
  over: {
    url?: string;
    form?: Record<string, string | string[]>;
    body?: string;
    signature?: string | null;
    type?: string;
    headers?: Record<string, string>;
    connection?: TwilioConnection | undefined;
    latest?: () => Promise<TwilioConnection | undefined>;
  } = {},
) {
  const signature = over.signature === undefined ? sign(url, form) : over.signature;
  const request = new Request(over.url ?? url, {
    method: 'POST',
    headers: {
      'content-type': over.type ?? 'application/x-www-form-urlencoded',
      ...(signature === null ? {} : { 'x-twilio-signature': signature }),
      ...over.headers,
    },
    body: over.body ?? encode(over.form ?? form),
  });
  return admitWebhook(request, 'connection' in over ? over.connection : connection(), { config }, over.latest);
}

function encode(fields: Record<string, string | string[] | undefined>): string {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) if (one !== undefined) body.append(name, one);
  return body.toString();
}

describe('only Twilio may ask', () => {
  it('lets a signed request in, with its form', async () => {
    const admitted = await ask();
    expect(admitted).toMatchObject({ ok: true });
    expect(admitted.ok && { ...admitted.form }).toEqual(form);
  });

  it('lets a request in under a token that was entered a moment ago', async () => {
    const former = connection({ authTokens: { primary: 'a former one', secondary: null } });
    expect(await ask({ connection: former, latest: async () => connection() })).toMatchObject({ ok: true });
    expect(await ask({ connection: undefined, latest: async () => connection() })).toMatchObject({ ok: true });
    expect(await ask({ connection: former, latest: async () => former })).toMatchObject({ ok: false, status: 403 });
    expect(await ask({ connection: former, latest: async () => undefined })).toMatchObject({ ok: false, status: 403 });
  });

  it.each(vectors)('agrees with Twilio’s own validator: $name', async ({ url, params, signature, authToken }) => {
    // The public URL is an origin; the vectors' own stand in for it. Every one is of another account, which is checked after the signature.
    const origin = url.slice(0, url.indexOf('/', 8));
    const request = new Request(url.replace(/\/\/[^@/]*@/, '//'), {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
      body: encode(params),
    });
    const theirs = connection({ authTokens: { primary: authToken, secondary: null } });
    const admit = (request: Request) => admitWebhook(request, theirs, { config: { ...config, publicUrl: origin } });
    expect(await admit(request.clone())).toMatchObject({ status: 403, reason: 'of another account' });
    request.headers.set(
      'x-twilio-signature',
      signature.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')),
    );
    expect(await admit(request)).toMatchObject({ status: 403, reason: 'wrong signature' });
  });

  it('knows both tokens while they are rotated', async () => {
    const rotating = connection({ authTokens: { primary: 'new', secondary: AUTH_TOKEN } });
    expect((await ask({ connection: rotating })).ok).toBe(true);
    expect((await ask({ connection: rotating, signature: sign(url, form, 'new') })).ok).toBe(true);
    expect((await ask({ connection: rotating, signature: sign(url, form, 'older') })).ok).toBe(false);
  });

  it.each([
    ['no signature', { signature: null }],
    ['an empty signature', { signature: '' }],
    ['a made-up signature', { signature: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' }],
    ['a signature of another token', { signature: sign(url, form, 'guess') }],
    ['a changed parameter', { form: { ...form, CallerName: 'x' } }],
    ['a parameter more', { form: { ...form, Extra: '1' } }],
    ['a parameter twice', { form: { ...form, CallSid: ['CA1', 'CA2'] } }],
    ['another call id in the query', { url: 'https://phone.example/twilio/status/leg?c=c_2' }],
    ['another path', { url: 'https://phone.example/twilio/status/call?c=c_1' }],
    [
      'a Host of its own',
      {
        signature: sign('https://evil.example/twilio/status/leg?c=c_1', form),
        headers: { 'x-forwarded-host': 'evil.example' },
      },
    ],
  ])('refuses %s', async (_, over) => {
    expect(await ask(over)).toMatchObject({ ok: false, status: 403, reason: 'wrong signature' });
  });

  it('refuses another account’s signed request', async () => {
    const foreign = { ...form, AccountSid: `AC${'f'.repeat(32)}` };
    expect(await ask({ form: foreign, signature: sign(url, foreign) })).toMatchObject({ reason: 'of another account' });
    const { AccountSid: _, ...without } = form;
    expect(await ask({ form: without, signature: sign(url, without) })).toMatchObject({ reason: 'of another account' });
  });

  it('refuses everything while Twilio is not connected', async () => {
    expect(await ask({ connection: undefined })).toMatchObject({ status: 403 });
  });

  it('refuses what is no form, and what is too large', async () => {
    expect(await ask({ type: 'application/json' })).toMatchObject({ status: 415 });
    expect(await ask({ type: 'text/plain' })).toMatchObject({ status: 415 });
    expect(await ask({ body: `a=${'x'.repeat(65 * 1024)}` })).toMatchObject({ status: 413 });
  });

  it('reads a body of announced length alike, and believes no length that is none', async () => {
    const body = encode(form);
    expect(await ask({ headers: { 'content-length': String(Buffer.byteLength(body)) } })).toMatchObject({ ok: true });
    for (const announced of ['65537', '1e9', '-', 'NaN'])
      expect(await ask({ headers: { 'content-length': announced } })).toMatchObject({ status: 413 });
    const longer = `a=${'x'.repeat(65 * 1024)}`;
    expect(await ask({ body: longer, headers: { 'content-length': '10' } })).toMatchObject({ status: 413 });
  });

  it('survives any body', async () => {
    for (const body of [
      '',
      '&&&',
      '=',
      '%',
      '%zz=%',
      '__proto__=1&constructor=2&toString=3',
      'a'.repeat(60_000),
      '\u0000=\u0000',
    ])
      expect((await ask({ body })).ok).toBe(false);
  });

  it('lets none of ten thousand changed requests in', async () => {
    let seed = 3;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    const body = encode(form);
    let accepted = 0;
    for (let i = 0; i < 10_000; i++) {
      const at = random(body.length);
      const changed = body.slice(0, at) + String.fromCharCode(33 + random(90)) + body.slice(at + random(3));
      if (new URLSearchParams(changed).toString() === new URLSearchParams(body).toString()) continue;
      if ((await ask({ body: changed })).ok) accepted++;
    }
    expect(accepted).toBe(0);
  });
});
