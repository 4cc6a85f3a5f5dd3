import { placeCall } from '#server/calls/place-call.ts';
import { WEBHOOKS } from '#server/twilio/webhook-urls.ts';
import type { Luck } from '#test/fuzz/luck.ts';
import { callSid, postSigned } from '#test/support/telephony.ts';
import type { Attack } from './attack.ts';
import { type Laid, openPhoneDesk } from './phone-desk.ts';
import { inRounds } from './rounds.ts';

/** Somebody who has a softphone of her own connects with another agent's call id, or with one that is over or never was. */
export const otherIdentities: Attack = {
  name: 'calls with another’s identity',
  count: 1_000,
  async run(count, seed) {
    const desk = await openPhoneDesk();
    try {
      return await inRounds(count, seed, A_ROUND, async (luck, size) => pretend(luck, await desk.lay(), size));
    } finally {
      await desk.close();
    }
  },
};

const A_ROUND = 100;

async function pretend(luck: Luck, laid: Laid, size: number): Promise<string[]> {
  const { app, context } = laid;
  const [, ben] = laid.agents;
  const [caller, stranger] = laid.callers;
  const placed = await placeCall(context, caller, { to: '+34611223344', record: null, from: null });
  if (!placed.ok) return [`the rightful call was refused: ${placed.problem.code}`];
  const broken: string[] = [];
  for (let n = 0; n < size; n += 1) {
    const c = luck.chance(0.6) ? placed.value.callId : luck.pick([...laid.calls, 'c_', '', '%00']);
    const nobody = ['client:', 'client:u_00000000000000000000', '+34611223344', 'sip:ana@example.com'] as const;
    const From = luck.pick([
      `client:${ben}`,
      `client:${stranger}`,
      ...nobody,
      `client:${caller}x`,
      `client: ${caller}`,
    ]);
    const fields = { CallSid: callSid(`other ${n}`), To: '', Direction: 'inbound', CallStatus: 'ringing', From, c };
    const { status, body } = await postSigned(app, context, WEBHOOKS.outgoing, fields);
    if (status >= 500 || body.includes('<Dial')) broken.push(`${From} calls with ${c}: ${status} ${body}`);
  }
  await laid.idle();
  return [...broken, ...laid.errors];
}
