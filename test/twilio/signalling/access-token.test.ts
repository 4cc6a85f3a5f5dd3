import { expect, it } from 'vitest';
import { accessToken, TEST_APPLICATION, TEST_KEY, TEST_KEYS, type TokenParts } from './access-token.fixture.ts';
import { checkToken } from './access-token.ts';

const now = new Date('2026-03-02T09:00:00Z');
const seconds = now.getTime() / 1000;
const check = (over: Partial<TokenParts>) => checkToken(accessToken({ now, ...over }), TEST_KEYS, now);

it('reads what a good token grants', () => {
  expect(check({ identity: 'u_ana', ttlSeconds: 600 })).toEqual({
    ok: true,
    grant: {
      identity: 'u_ana',
      apiKeySid: TEST_KEY,
      region: 'us1',
      expiresAt: new Date('2026-03-02T09:10:00Z'),
      incoming: true,
      outgoing: { applicationSid: TEST_APPLICATION, parameters: {} },
    },
  });
});

it('takes a token as Twilio’s own package makes it', async () => {
  const { default: twilio } = await import('twilio');
  const { AccessToken } = twilio.jwt;
  const made = new AccessToken(TEST_KEYS.accountSid, TEST_KEY, 'a secret of an API key', {
    identity: 'ana',
    ttl: 3600,
  });
  made.addGrant(
    new AccessToken.VoiceGrant({ outgoingApplicationSid: TEST_APPLICATION, outgoingApplicationParams: { n: 1 } }),
  );
  for (const algorithm of ['HS256', 'HS384', 'HS512'] as const) {
    expect(checkToken(made.toJwt(algorithm), TEST_KEYS, new Date())).toMatchObject({
      ok: true,
      grant: { identity: 'ana', incoming: false, outgoing: { parameters: { n: '1' } } },
    });
  }
});

it('knows the region a token is for', () => {
  expect(check({ header: { twr: 'ie1' } })).toMatchObject({ grant: { region: 'ie1' } });
  expect(check({ header: { twr: 'evil.example' } })).toEqual({ ok: false, code: 31204 });
});

it('lets a token without a grant do neither', () => {
  expect(check({ voice: {} })).toMatchObject({ ok: true, grant: { incoming: false, outgoing: undefined } });
});

it.each([
  ['signed with another secret', { secret: 'another' }, 31202],
  ['of an unknown key', { claims: { iss: `SK${'9'.repeat(32)}` } }, 31204],
  ['of another account', { claims: { sub: `AC${'9'.repeat(32)}` } }, 31203],
  ['that has expired', { ttlSeconds: 0 }, 31205],
  ['for more than a day', { ttlSeconds: 86_401 }, 31207],
  ['for more than a day, without its time of issue', { ttlSeconds: 86_401, claims: { iat: undefined } }, 31207],
  ['that begins later', { claims: { nbf: seconds + 60 } }, 31204],
  ['without signature', { header: { alg: 'none' } }, 31204],
  ['signed by a public key', { header: { alg: 'RS256' } }, 31204],
  ['signed by another algorithm than it says', { header: { alg: 'HS512' } }, 31202],
  ['of another content type', { header: { cty: 'JWT' } }, 31204],
  ['without grants', { claims: { grants: undefined } }, 31204],
  ['whose expiry is no number', { claims: { exp: 'tomorrow' } }, 31204],
  ['for nobody', { identity: '' }, 31105],
  ['for a name with a space', { identity: 'ana b' }, 31105],
  ['for a name with a control character', { identity: 'ana\u0000' }, 31105],
  ['for a very long name', { identity: 'a'.repeat(122) }, 31105],
] satisfies [string, Partial<TokenParts>, number][])('refuses a token %s', (_, over, code) => {
  expect(check(over)).toEqual({ ok: false, code });
});

it.each([
  ['', 31102],
  ['garbage', 31204],
  ['a.b.c', 31204],
  ['....', 31204],
  [`${accessToken({ now })}.more`, 31204],
  [accessToken({ now }).slice(0, -5), 31202],
  [accessToken({ now }).replace(/[^.]+$/, ''), 31202],
])('refuses %j', (token, code) => {
  expect(checkToken(token, TEST_KEYS, now)).toEqual({ ok: false, code });
});
