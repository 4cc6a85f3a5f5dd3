import type { TwilioRest } from '#server/twilio/rest.ts';
import type { DiagnosisFinding } from '#shared/api/team-api.ts';
import type { Problem } from '#shared/problem.ts';

type Findings = readonly DiagnosisFinding[];

/** Below it, in the account's currency, an afternoon of calls may use up what is left. */
const LITTLE = 5;

export const findNotConnected = async (): Promise<Findings> => [
  { code: 'twilio-credentials', result: 'bad', values: { why: 'twilio-not-connected' } },
];

/** Whether Twilio still accepts the Auth Token and the API key, and what the account is: active, suspended, on trial. */
export async function diagnoseAccount(owner: TwilioRest, byKey: TwilioRest): Promise<Findings> {
  const [account, key] = await Promise.all([owner.account(), byKey.keyWorks()]);
  if (!account.ok) return whyNoAccount(account.problem);
  return [
    keyFinding(key.ok ? key.value : null),
    { code: 'twilio-account', result: 'ok' },
    account.value.trial ? { code: 'twilio-trial', result: 'warning' } : { code: 'twilio-trial', result: 'ok' },
  ];
}

const keyFinding = (works: boolean | null): DiagnosisFinding => {
  if (works === null) return { code: 'twilio-credentials', result: 'unknown' };
  if (works) return { code: 'twilio-credentials', result: 'ok' };
  return { code: 'twilio-credentials', result: 'bad', values: { why: 'api-key' } };
};

function whyNoAccount({ code }: Problem): Findings {
  switch (code) {
    case 'twilio-wrong-token':
    case 'twilio-wrong-sid':
      return [{ code: 'twilio-credentials', result: 'bad', values: { why: code } }];
    case 'twilio-suspended':
    case 'twilio-closed':
      return [
        { code: 'twilio-credentials', result: 'ok' },
        { code: 'twilio-account', result: 'bad', values: { why: code } },
      ];
    default:
      return [];
  }
}

/** A subaccount has no balance of its own: nothing is known of it then. */
export async function findBalance(rest: TwilioRest): Promise<Findings> {
  const balance = await rest.balance();
  if (!balance.ok || !balance.value) return [];
  const { amount, currency } = balance.value;
  const result = amount <= 0 ? 'bad' : amount < LITTLE ? 'warning' : 'ok';
  return [{ code: 'twilio-balance', result, values: { amount, currency } }];
}
