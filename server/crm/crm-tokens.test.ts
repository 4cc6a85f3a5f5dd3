import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { agentIdSchema } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { eventually } from '#test/support/eventually.ts';
import type { CrmTokens } from './crm.ts';
import { openCrmTokens } from './crm-tokens.ts';
import type { FreshTokens, ZohoOAuth } from './zoho.oauth.ts';

/** The moments that no real CRM can be brought to: what happens while it is asked for a new token. */

const ken = v.parse(agentIdSchema, 'u_00000000000000000001');
const server = { apiDomain: 'https://www.zohoapis.eu', accountsServer: 'https://accounts.zoho.eu' };

let context: TestContext;
let asked: Promise<void>;
let revoked: string[];
let answer: (reply: Result<FreshTokens>) => void;
let tokens: ReturnType<typeof openCrmTokens>;

beforeAll(async () => {
  context = await testContext();
});
afterAll(() => context.close());

beforeEach(async () => {
  await context.db.deleteFrom('crm_tokens').execute();
  revoked = [];
  const question = Promise.withResolvers<void>();
  asked = question.promise;
  const oauth: ZohoOAuth = {
    authoriseUrl: () => '',
    exchange: async () => failed(problem('crm-away', '')),
    refresh: () =>
      new Promise((resolve) => {
        answer = resolve;
        question.resolve();
      }),
    revoke: async (_, refreshToken) => {
      revoked.push(refreshToken);
    },
  };
  tokens = openCrmTokens(context, oauth);
});

const granted = (name: string, expiresInMs: number): CrmTokens => ({
  refreshToken: `refresh-${name}`,
  accessToken: `access-${name}`,
  accessTokenExpiresAt: new Date(context.clock.now().getTime() + expiresInMs),
  ...server,
});
const HOUR = 3_600_000;
const rows = () => context.db.selectFrom('crm_tokens').selectAll().execute();

it('keeps what she has signed in with while her former token was being refreshed', async () => {
  await tokens.keep(ken, granted('former', 0));
  const access = tokens.accessToken(ken);
  await asked;
  await tokens.keep(ken, granted('newer', HOUR));
  answer(ok({ ...granted('late', HOUR), refreshToken: null }));
  expect(await access).toMatchObject({ value: { token: 'access-newer' } });
  const [row] = await rows();
  expect(context.secrets.open(row?.refresh_token ?? '')).toBe('refresh-newer');
});

it('does not sign her out because her former grant is gone', async () => {
  await tokens.keep(ken, granted('former', 0));
  const access = tokens.accessToken(ken);
  await asked;
  await tokens.keep(ken, granted('newer', HOUR));
  answer(failed(problem('crm-signed-out', '')));
  expect(await access).toMatchObject({ value: { token: 'access-newer' } });
  expect((await rows())[0]?.revoked_at).toBeNull();
});

it('brings forgotten tokens not back when they were being refreshed', async () => {
  await tokens.keep(ken, granted('former', 0));
  const access = tokens.accessToken(ken);
  await asked;
  await tokens.forget(ken);
  answer(ok({ ...granted('late', HOUR), refreshToken: null }));
  expect(await access).toMatchObject({ ok: false, problem: { code: 'crm-signed-out' } });
  expect(await rows()).toEqual([]);
});

it('gives a replaced grant back, unless the organisation needs it', async () => {
  await tokens.keep('organisation', granted('first', HOUR));
  await tokens.keep(ken, granted('first', HOUR));
  await tokens.keep(ken, granted('second', HOUR));
  await tokens.keep(ken, granted('third', HOUR));
  await eventually('the second is given back', () => revoked.length > 0);
  await context.background.end(1_000);
  expect(revoked).toEqual(['refresh-second']);
});
