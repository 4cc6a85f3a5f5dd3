import type { Luck } from '#test/fuzz/luck.ts';
import { AUTH_TOKEN } from '#test/support/telephony.ts';
import type { Attack } from './attack.ts';
import { everyRow } from './every-row.ts';
import { type Laid, openPhoneDesk, PUBLIC_URL } from './phone-desk.ts';
import { type RandomWebhook, randomWebhook } from './random-webhook.ts';
import { inRounds } from './rounds.ts';
import { signForm } from './sign-form.ts';

const MINUTE_MS = 60_000;

/** What was taken once is sent again, signature and all, at once or half an hour later: not a row of the database changes. */
export const replays: Attack = {
  name: 'replays',
  count: 1_000,
  async run(count, seed) {
    const desk = await openPhoneDesk();
    try {
      return await inRounds(count, seed, A_ROUND, async (luck, size) => replayed(luck, await desk.lay(), size));
    } finally {
      await desk.close();
    }
  },
};

const A_ROUND = 20;

async function replayed(luck: Luck, laid: Laid, count: number): Promise<string[]> {
  const faults: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const webhook = await taken(luck, laid);
    const before = await everyRow(laid.context.db);
    // Half an hour later it is no report any more; what a clock of the server's own does meanwhile is not this request's doing.
    const later = luck.chance(0.3);
    if (later) await laid.context.clock.leap(luck.whole(1, 30) * MINUTE_MS);
    await laid.idle();
    const between = later ? await everyRow(laid.context.db) : before;
    await send(laid, webhook);
    const after = await everyRow(laid.context.db);
    if (after !== between)
      faults.push(
        `has an effect again: POST ${webhook.path} ${webhook.body.slice(0, 800)}\n${difference(between, after)}`,
      );
  }
  return [...faults, ...laid.errors];
}

/** The next one that is answered as Twilio's own. */
async function taken(luck: Luck, laid: Laid): Promise<RandomWebhook> {
  for (;;) {
    const webhook = randomWebhook(luck, laid);
    if ((await send(laid, webhook)) < 300) return webhook;
  }
}

async function send(laid: Laid, { body, path, type }: RandomWebhook): Promise<number> {
  const signature = signForm(AUTH_TOKEN, PUBLIC_URL + path, body);
  const headers = { 'content-type': type, 'x-twilio-signature': signature };
  const { status } = await laid.app.request(path, { method: 'POST', headers, body });
  await laid.idle();
  return status;
}

function difference(before: string, after: string): string {
  const known = new Set(before.split('\n'));
  return after
    .split('\n')
    .filter((row) => !known.has(row))
    .slice(0, 4)
    .join('\n');
}
