import { Hono } from 'hono';
import { NEEDS } from '#test/zoho/accounts/scopes.ts';
import type { ZohoEnv, ZohoWorld } from '#test/zoho/world.ts';
import { signedIn } from './token.guard.ts';

/** `GET /org`: the organisation of the token's user. */
export function orgRoutes(world: ZohoWorld): Hono<ZohoEnv> {
  return new Hono<ZohoEnv>().get('/org', (c) => {
    const user = signedIn(c, world, [NEEDS.org]);
    if (user instanceof Response) return user;
    const org = world.users.organisationOf(user);
    return c.json({
      org: [
        {
          id: org.id,
          zgid: org.zgid,
          company_name: org.name,
          alias: null,
          primary_email: `ana@${org.domain}`,
          website: `https://www.${org.domain}`,
          phone: org.phone,
          mobile: null,
          fax: null,
          street: org.street,
          city: org.city,
          state: org.city,
          zip: org.zip,
          country: 'España',
          country_code: 'ES',
          currency: 'Euro - EUR',
          currency_symbol: '€',
          iso_code: 'EUR',
          currency_locale: 'es_ES',
          time_zone: 'Europe/Madrid',
          mc_status: false,
          gapps_enabled: false,
          employee_count: String(world.users.colleagues(user).length),
          license_details: { paid: true, paid_type: 'enterprise', users_license_purchased: 15, trial_expiry: null },
        },
      ],
    });
  });
}
