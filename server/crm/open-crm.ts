import type { Context } from '#server/context.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok } from '#shared/result.ts';
import type { Crm } from './crm.ts';
import { openCrmTokens } from './crm-tokens.ts';
import { openScreenPop } from './screen-pop.ts';
import { openZohoConnector } from './zoho.connector.ts';
import { openZohoFields } from './zoho.fields.ts';
import { openZohoOAuth } from './zoho.oauth.ts';
import { openZohoReadBack } from './zoho.read-back.ts';
import { openZohoRequests } from './zoho.request.ts';
import { openZohoWrites } from './zoho.writes.ts';
import { DATA_CENTRES } from './zoho-data-centres.ts';

/** The team's CRM: Zoho, the first; another one becomes a second connector behind the same interface. */
export function openCrm(context: Omit<Context, 'crm'>): Crm {
  const { background, config, clock, db } = context;
  const oauth = openZohoOAuth(config, clock, context.stopping);
  const tokens = openCrmTokens(context, oauth);
  const requests = openZohoRequests(context, tokens);
  const fields = openZohoFields(clock, requests);
  const discard: Crm['discardTokens'] = ({ refreshToken, accountsServer }) =>
    background.start('discard tokens', () => oauth.revoke(accountsServer, refreshToken));
  const teamCountry = async () => (await db.selectFrom('team').select('country').executeTakeFirst())?.country ?? null;
  const connector = openZohoConnector(config, requests, fields, teamCountry);

  return {
    pageOrigin: DATA_CENTRES[config.zoho.dc].pages,
    authoriseUrl: oauth.authoriseUrl,
    async signIn(reply) {
      const exchanged = await oauth.exchange(reply);
      if (!exchanged.ok) return exchanged;
      const { refreshToken, ...fresh } = exchanged.value;
      const access = { token: fresh.accessToken, apiDomain: fresh.apiDomain };
      if (refreshToken === null) throw new Error('Zoho gave no refresh token, although consent was asked for.');
      const tokens = { ...fresh, refreshToken };
      const user = await connector.currentUser(access);
      if (!user.ok) {
        discard(tokens);
        // Zoho's accounts know her (the token is seconds old), its CRM does not: she was made inactive there.
        return user.problem.code === 'crm-signed-out' ? failed(notActive) : user;
      }
      const organisation = await connector.organisation(access);
      if (organisation.ok) return ok({ user: user.value, organisation: organisation.value, tokens });
      discard(tokens);
      return organisation;
    },
    keepTokens: tokens.keep,
    forgetTokens: tokens.forget,
    discardTokens: discard,
    users: connector.users,
    findByPhone: connector.findByPhone,
    record: connector.record,
    recordUrl: connector.recordUrl,
    screenPop: openScreenPop(context, connector),
    searchRecords: connector.searchRecords,
    findWritten: openZohoReadBack(requests),
    ...openZohoWrites(clock, requests, fields),
  };
}

const notActive = problem('user-not-active', 'This CRM user is not active. Ask your CRM administrator.');
