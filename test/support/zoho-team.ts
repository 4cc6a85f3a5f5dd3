import { openCrm } from '#server/crm/open-crm.ts';
import type { TokenOwner } from '#server/crm/token-owner.ts';
import type { LocalZoho } from '#test/zoho/local-zoho.ts';
import { authorise, REDIRECT_URI } from '#test/zoho/zoho-client.ts';
import type { TurnableClock } from './clock.ts';
import { type TestContext, testConfig, testContext } from './context.ts';

/** A server's CRM side on a database of its own, talking to a local Zoho. `clock`: where both go by the same one. */
export async function zohoTeam(zoho: LocalZoho, clock?: TurnableClock) {
  const config = testConfig({
    zoho: {
      clientId: zoho.clientId,
      clientSecret: zoho.clientSecret,
      dc: 'eu',
      accountsUrl: zoho.httpUrl,
      apiUrl: zoho.httpUrl,
    },
  });
  const context: TestContext = await testContext({ config, ...(clock && { clock }) });
  const crm = openCrm(context);
  await context.db
    .insertInto('team')
    .values({ id: 1, crm: 'zoho', country: 'ES' })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ country: 'ES' }))
    .execute();
  return {
    context,
    crm,
    /** Signs a CRM user in and keeps her tokens under `owner`. */
    async signIn(user: string, owner: TokenOwner) {
      const back = await authorise(zoho, user);
      const reply = await crm.signIn({
        code: back.searchParams.get('code') ?? '',
        codeVerifier: 'x'.repeat(43),
        redirectUri: REDIRECT_URI,
        accountsServer: back.searchParams.get('accounts-server') ?? undefined,
      });
      if (!reply.ok) throw new Error(reply.problem.message);
      await crm.keepTokens(owner, reply.value.tokens);
      return reply.value;
    },
  };
}
