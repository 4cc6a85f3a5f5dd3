import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CrmUser } from '#server/crm/crm.ts';
import { ok } from '#shared/result.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { noCrm } from '#test/support/crm.ts';
import { seedAgent } from '#test/support/telephony.ts';
import { syncUsers } from './user-sync.ts';

const elena: CrmUser = {
  crmUserId: 'elena',
  name: 'Elena Prat',
  email: 'elena@zillum.example',
  administrator: true,
  active: true,
  locale: 'es-ES',
  timeZone: 'Europe/Madrid',
};
const forgotten: string[] = [];
let context: TestContext;

beforeAll(async () => {
  const forgetTokens = async (owner: string) => {
    forgotten.push(owner);
    await context.db.deleteFrom('crm_tokens').execute();
  };
  context = await testContext({ crm: noCrm({ users: async () => ok([elena]), forgetTokens }) });
});
afterAll(() => context.close());

it('forgets what a deactivated agent had granted, also when the run that found her gone ended before', async () => {
  const { db } = context;
  const gone = await seedAgent(context, 'Gone');
  const access = { access_token: 'sealed', access_token_expires_at: context.clock.now() };
  await db
    .insertInto('crm_tokens')
    .values({ owner: gone, refresh_token: 'sealed', ...access, api_domain: 'https://a', accounts_server: 'https://b' })
    .execute();
  await db.updateTable('agents').set({ active: false }).where('id', '=', gone).execute();
  expect(await syncUsers(context)).toMatchObject({ ok: true, value: { deactivated: 0 } });
  expect(forgotten).toEqual([gone]);
  await syncUsers(context);
  expect(forgotten).toEqual([gone]);
});
