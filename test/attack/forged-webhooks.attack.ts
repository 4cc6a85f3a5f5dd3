import type { Luck } from '#test/fuzz/luck.ts';
import { ACCOUNT_SID, AUTH_TOKEN } from '#test/support/telephony.ts';
import type { Attack } from './attack.ts';
import { everyRow } from './every-row.ts';
import { type Laid, openPhoneDesk, PUBLIC_URL } from './phone-desk.ts';
import { GUARDED, randomWebhook } from './random-webhook.ts';
import { inRounds } from './rounds.ts';
import { signForm } from './sign-form.ts';

/** Requests that Twilio has not signed, or not for this address, these parameters or this account: none gets further than the door. */
export const forgedWebhooks: Attack = {
  name: 'forged webhooks',
  count: 10_000,
  async run(count, seed) {
    const desk = await openPhoneDesk();
    try {
      return await inRounds(count, seed, A_ROUND, async (luck, size) => forgeMany(luck, await desk.lay(), size));
    } finally {
      await desk.close();
    }
  },
};

const A_ROUND = 250;

async function forgeMany(luck: Luck, laid: Laid, size: number): Promise<string[]> {
  const before = await everyRow(laid.context.db);
  const broken: string[] = [];
  for (let n = 0; n < size; n += 1) {
    const { how, path, ...init } = forge(luck, laid);
    const answer = await laid.app.request(path, { method: 'POST', ...init });
    if (![403, 413, 415].includes(answer.status))
      broken.push(`${how}, answered ${answer.status}: POST ${path} ${init.body.slice(0, 500)}`);
  }
  await laid.idle();
  if ((await everyRow(laid.context.db)) !== before) broken.push('the database is another');
  return [...broken, ...laid.errors];
}

interface Forged {
  how: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** A request that is right but for one thing. */
function forge(luck: Luck, laid: Laid): Forged {
  const path = `${luck.pick(GUARDED)}?c=${luck.pick(laid.calls)}&step=1`;
  const fields: [string, string][] = [
    ['AccountSid', ACCOUNT_SID],
    ['CallSid', luck.pick(laid.legs)],
    ['From', '+34612345678'],
    ['CallStatus', 'completed'],
  ];
  const body = new URLSearchParams(fields).toString();
  const other = new URLSearchParams([...fields, ['Digits', String(luck.whole(0, 9))]]).toString();
  const right = signForm(AUTH_TOKEN, PUBLIC_URL + path, body);
  const at = luck.whole(0, right.length - 2);
  const turned = right.slice(0, at) + (right[at] === 'A' ? 'B' : 'A') + right.slice(at + 1);
  const sent = (how: string, signature: string | null, over: Partial<Forged> = {}): Forged => ({
    how,
    path,
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(signature !== null && { 'x-twilio-signature': signature }),
    },
    ...over,
  });
  const foreign = body.replace(ACCOUNT_SID, `AC${'e'.repeat(32)}`);
  const elsewhere = randomWebhook(luck, laid).path;
  const host = luck.pick([
    'https://evil.example',
    'http://phone.example',
    'https://phone.example:8443',
    'https://phone.example.evil.example',
  ]);
  return luck.pick([
    sent('unsigned', null),
    sent('signed with nothing', ''),
    sent(
      'signed with junk',
      luck.pick(['x', '=', right.toLowerCase(), `${right} `.repeat(2), right.slice(1), `${right},${turned}`, '\u00e9']),
    ),
    sent('one letter of the signature is another', turned),
    sent(
      'signed with another token',
      signForm(luck.pick(['', 'test-auth-tokem', 'TEST-AUTH-TOKEN', 'x']), PUBLIC_URL + path, body),
    ),
    sent('of another account', signForm(AUTH_TOKEN, PUBLIC_URL + path, foreign), { body: foreign }),
    sent('a parameter came later', right, { body: other }),
    sent('a parameter is gone', right, { body: new URLSearchParams(fields.slice(0, 3)).toString() }),
    sent('a parameter is another', right, { body: body.replace('completed', 'ringing') }),
    sent('a parameter came twice', right, { body: `${body}&CallStatus=ringing` }),
    sent(
      'signed for another address',
      elsewhere === path ? turned : signForm(AUTH_TOKEN, PUBLIC_URL + elsewhere, body),
    ),
    sent('signed for another query', right, { path: `${path}0` }),
    sent('signed for another host', signForm(AUTH_TOKEN, host + path, body)),
    sent('signed for the host that it names', signForm(AUTH_TOKEN, host + path, body), {
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': signForm(AUTH_TOKEN, host + path, body),
        host: new URL(host).host,
        'x-forwarded-host': new URL(host).host,
        'x-forwarded-proto': new URL(host).protocol.slice(0, -1),
      },
    }),
    sent('as JSON', right, {
      body: JSON.stringify(Object.fromEntries(fields)),
      headers: { 'content-type': 'application/json', 'x-twilio-signature': right },
    }),
  ]);
}
