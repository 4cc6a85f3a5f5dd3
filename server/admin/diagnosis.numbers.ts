import type { Context } from '#server/context.ts';
import { pointsHere } from '#server/twilio/number-webhooks.ts';
import type { TwilioRest } from '#server/twilio/rest.ts';
import { outgoingUrl } from '#server/twilio/webhook-urls.ts';
import type { Me } from '#shared/api/agent-api.ts';
import type { DiagnosisFinding } from '#shared/api/team-api.ts';
import type { AgentId } from '#shared/ids.ts';
import { countryOfNumber } from '#shared/phone-number.ts';
import { callerIdsOf } from './caller-ids.ts';

type Findings = readonly DiagnosisFinding[];

/** Numbers that ring her and do not lead here; for who is in none, any of the team's. */
export async function findWebhooks(context: Context, rest: TwilioRest, agentId: AgentId): Promise<Findings> {
  const lines = await context.db.selectFrom('incoming_numbers').select('number').execute();
  const hers = await context.db
    .selectFrom('incoming_number_agents')
    .select('number')
    .where('agent_id', '=', agentId)
    .execute();
  const numbers = await rest.numbers();
  if (!numbers.ok) return [];
  const astray = (hers.length > 0 ? hers : lines).filter(({ number }) => {
    const own = numbers.value.find((one) => one.number === number);
    return !own || !pointsHere(context, own);
  });
  if (astray.length === 0) return [{ code: 'webhooks', result: 'ok' }];
  return [{ code: 'webhooks', result: 'bad', values: { numbers: astray.map(({ number }) => number).join(', ') } }];
}

/** The TwiML application that softphones call through: gone, or leading elsewhere, nobody can call out. */
export async function findApplication(
  { config }: Pick<Context, 'config'>,
  rest: TwilioRest,
  applicationSid: string,
): Promise<Findings> {
  const application = await rest.application(applicationSid);
  if (!application.ok) return [];
  const right = application.value?.voiceUrl === outgoingUrl(config) && application.value.voiceMethod === 'POST';
  if (right) return [{ code: 'application', result: 'ok' }];
  return [{ code: 'application', result: 'bad', values: { why: application.value ? 'elsewhere' : 'gone' } }];
}

/** `rest` null: Twilio is not connected, and can't be asked whether the number is still there. */
export async function findOutgoingNumber(rest: TwilioRest | null, me: Me): Promise<Findings> {
  const [number] = me.outgoingNumbers;
  if (!number) return [{ code: 'outgoing-number', result: 'bad', values: { why: 'none' } }];
  const known = rest && (await callerIdsOf(rest));
  if (!known?.ok) return [];
  if (known.value.some((one) => one.number === number))
    return [{ code: 'outgoing-number', result: 'ok', values: { number } }];
  return [{ code: 'outgoing-number', result: 'bad', values: { why: 'gone', number } }];
}

/** Countries that she is likely to call, and those that the operator has named, without Twilio's permission. */
export async function findCountries({ config, db }: Context, rest: TwilioRest, me: Me): Promise<Findings> {
  const permitted = await rest.permittedCountries();
  if (!permitted.ok) return [];
  const team = await db.selectFrom('team').select('country').executeTakeFirst();
  const home = me.outgoingNumbers[0] && countryOfNumber(me.outgoingNumbers[0]);
  const likely = new Set([home, me.country, team?.country].filter((country) => typeof country === 'string'));
  const refused = (countries: Iterable<string>) => [...countries].filter((country) => !permitted.value.has(country));
  const atHome = refused(likely);
  const countries = [...new Set([...atHome, ...refused(config.limits.allowedCountries ?? [])])];
  if (countries.length === 0) return [{ code: 'countries', result: 'ok' }];
  const result = atHome.length > 0 ? 'bad' : 'warning';
  return [{ code: 'countries', result, values: { countries: countries.join(', ') } }];
}
