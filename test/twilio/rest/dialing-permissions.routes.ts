import { Hono } from 'hono';
import { type CountryCode, getCountries, getCountryCallingCode } from 'libphonenumber-js/min';
import type { Account } from '#test/twilio/account/account.ts';
import type { RestEnv, RestParts } from './rest-api.ts';
import { notFound } from './rest-error.ts';

const BASE = '/v1/DialingPermissions/Countries';
const NAMES = new Intl.DisplayNames('en', { type: 'region' });

/**
 * voice.twilio.com's `/v1/DialingPermissions/Countries`: list (by `LowRiskNumbersEnabled`, `IsoCode`), fetch. A country is not permitted
 * while its calling code is among the account's blocked prefixes.
 */
export function dialingPermissionRoutes({ account }: RestParts): Hono<RestEnv> {
  const routes = new Hono<RestEnv>();
  routes.get('/Countries', (context) => {
    const { IsoCode, LowRiskNumbersEnabled } = context.req.query();
    const found = getCountries()
      .map((country) => show(country, account))
      .filter((country) => !IsoCode || country.iso_code === IsoCode)
      .filter(
        (country) => !LowRiskNumbersEnabled || String(country.low_risk_numbers_enabled) === LowRiskNumbersEnabled,
      );
    const url = `https://voice.twilio.com${BASE}`;
    const meta = {
      page: 0,
      page_size: found.length,
      first_page_url: url,
      previous_page_url: null,
      next_page_url: null,
    };
    return context.json({ content: found, meta: { ...meta, url, key: 'content' } });
  });
  routes.get('/Countries/:country', (context) => {
    const country = getCountries().find((code) => code === context.req.param('country'));
    if (!country) throw notFound(context.req.path);
    return context.json(show(country, account));
  });
  return routes;
}

function show(country: CountryCode, { blockedPrefixes }: Account) {
  const code = `+${getCountryCallingCode(country)}`;
  const url = `https://voice.twilio.com${BASE}/${country}`;
  return {
    iso_code: country,
    name: NAMES.of(country) ?? country,
    continent: '',
    country_codes: [code],
    low_risk_numbers_enabled: ![...blockedPrefixes].some((prefix) => code.startsWith(prefix)),
    high_risk_special_numbers_enabled: false,
    high_risk_tollfraud_numbers_enabled: false,
    url,
    links: { highrisk_special_prefixes: `${url}/HighRiskSpecialPrefixes` },
  };
}
