import { conversationOf } from '#server/call-control/conversation.ts';
import { plan } from '#server/call-control/plan.ts';
import { readEvents } from '#server/calls/call.store.ts';
import { factsOf } from '#server/calls/control/control-facts.ts';
import { fold } from '#server/calls/ledger.ts';
import { AUTH_TOKEN } from '#test/support/telephony.ts';
import { parseTwiml } from '#test/twilio/twiml/document.ts';
import type { Attack } from './attack.ts';
import { type Laid, openPhoneDesk, PUBLIC_URL } from './phone-desk.ts';
import { type RandomWebhook, randomWebhook } from './random-webhook.ts';
import { inRounds } from './rounds.ts';
import { signForm } from './sign-form.ts';

/**
 * Bodies that are rightly signed, to every address that Twilio posts to, as if it had gone mad: each is answered by a document that it
 * takes, or refused; nothing fails inside; and whatever the database says of a call afterwards is what the pure ledger makes of its facts.
 */
export const fuzzedWebhooks: Attack = {
  name: 'fuzzed webhooks',
  count: 1_000_000,
  async run(count, seed) {
    const desk = await openPhoneDesk();
    try {
      return await inRounds(count, seed, A_ROUND, async (luck, size) => {
        const laid = await desk.lay();
        const broken: string[] = [];
        for (let n = 0; n < size; n += 1) {
          const webhook = randomWebhook(luck, laid);
          const fault = await faultOf(laid, webhook);
          if (fault) broken.push(`${fault}: POST ${webhook.path} ${webhook.body.slice(0, 1_000)}`);
        }
        await laid.idle();
        return [...broken, ...laid.errors, ...(await faultsOfCalls(laid))];
      });
    } finally {
      await desk.close();
    }
  },
};

/** A call that has heard so much tells nothing new; fresh ones do. */
const A_ROUND = 500;

const TAKEN = [200, 204, 400, 403, 413, 415];

async function faultOf({ app }: Laid, { body, path, type }: RandomWebhook): Promise<string | undefined> {
  const signature = signForm(AUTH_TOKEN, PUBLIC_URL + path, body);
  const headers = { 'content-type': type, 'x-twilio-signature': signature };
  const answer = await app.request(path, { method: 'POST', headers, body });
  if (!TAKEN.includes(answer.status)) return `answered ${answer.status}`;
  const text = await answer.text();
  if (answer.status !== 200) return undefined;
  try {
    parseTwiml(text);
    return undefined;
  } catch (error) {
    return `${error} in ${text}`;
  }
}

/** Whether the database tells of each call what its facts tell, and all that is planned for it can be planned. */
export async function faultsOfCalls({ context }: Pick<Laid, 'context'>): Promise<string[]> {
  const { clock, db } = context;
  const faults: string[] = [];
  for (const row of await db.selectFrom('calls').selectAll().execute()) {
    try {
      const events = await readEvents(db, row.id);
      const state = fold(row.direction, events);
      if (state.state !== row.state) faults.push(`${row.id} is ${row.state}, and by its facts ${state.state}`);
      if (state.state === 'ended' && state.disposition !== row.disposition)
        faults.push(`${row.id} came to ${row.disposition}, and by its facts to ${state.disposition}`);
      plan(conversationOf(await factsOf({ events, row, tx: db }), events), clock.now());
    } catch (error) {
      faults.push(`${row.id}: ${error}`);
    }
  }
  return faults;
}
