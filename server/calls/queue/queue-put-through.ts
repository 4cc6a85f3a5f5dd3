import { holdCall } from '#server/calls/call.store.ts';
import { nameParty } from '#server/calls/name-party.ts';
import type { Context } from '#server/context.ts';
import { flowDocument } from '#server/twilio/flow-document.ts';
import type { TwilioRest } from '#server/twilio/rest.ts';
import { LONGEST_INLINE_TWIML, type Onward } from '#server/twilio/rest-call-control.ts';
import type { Outcome } from '#server/twilio/rest-outcome.ts';
import { callBackOverUrl, callBackUrl, offeredUrl } from '#server/twilio/webhook-urls.ts';
import { CALL_BACK_RINGS_SECONDS, type CallBack } from './call-back.ts';
import { type GoOn, type Offer, PUTTING_THROUGH_TAKES_MS, takeBack } from './queue-offer.ts';
import { endWaiting } from './waiting.ts';

/** Twilio is asked again this long after it could not be asked. */
const ASK_AGAIN_MS = 2_000;

/**
 * Has Twilio do what was decided. Answers whether the agent is free again, because nothing came of it.
 *
 * A caller's next step stands in the ledger. When Twilio has not been told of it after all, it asks by itself what she hears next, and
 * learns it then: so nothing is undone here that may have happened.
 */
export async function putThrough(context: Context, rest: TwilioRest, offer: Offer): Promise<boolean> {
  const { how } = offer;
  return how.do === 'go-on' ? takeOn(context, rest, offer, how) : ringForCallBack(context, rest, offer, how);
}

async function takeOn(context: Context, rest: TwilioRest, offer: Offer, how: GoOn): Promise<boolean> {
  const { agentId, callId } = offer;
  const outcome = await rest.redirectCall(how.leg, onward(context, offer, how));
  if (outcome.is === 'done') return false;
  context.log.warn('caller could not be put through', { callId, agentId, outcome: wordOf(outcome) });
  if (outcome.is === 'gone') {
    await holdCall(context, { id: callId }, ({ tx }) => endWaiting(context, tx, callId, 'gone'));
    return true;
  }
  if (outcome.is === 'refused' && outcome.problem.retry) again(context, rest, offer);
  return false;
}

/** TwiML itself where it is short enough, as the ringing of one agent always is: then Twilio has nothing to ask first. */
function onward({ config }: Context, { agentId, callId }: Offer, { decision, step }: GoOn): Onward {
  const twiml = flowDocument(config, decision);
  return twiml.length <= LONGEST_INLINE_TWIML ? { twiml } : { url: offeredUrl(config, callId, step, agentId) };
}

function again(context: Context, rest: TwilioRest, offer: Offer): void {
  const { background, clock, stopping } = context;
  if (clock.now().getTime() - offer.at.getTime() + ASK_AGAIN_MS > PUTTING_THROUGH_TAKES_MS) return;
  clock.after(
    ASK_AGAIN_MS,
    () =>
      background.start('put a caller through', async () => {
        if (await stillStands(context, offer)) await putThrough(context, rest, offer);
      }),
    stopping,
  );
}

async function stillStands({ db }: Context, { agentId, at, callId }: Offer): Promise<boolean> {
  const row = await db
    .selectFrom('queue_entries')
    .select('call_id')
    .where('call_id', '=', callId)
    .where('state', '=', 'offered')
    .where('offered_to', '=', agentId)
    .where('offered_at', '=', at)
    .executeTakeFirst();
  return row !== undefined;
}

async function ringForCallBack(context: Context, rest: TwilioRest, offer: Offer, how: CallBack): Promise<boolean> {
  const { background, config, log } = context;
  const { agentId, callId } = offer;
  const { line, number, placed } = how;
  background.start('name party', () => nameParty(context, { callId: placed, agentId, number, record: null }));
  const rung = await rest.callSoftphone({
    to: `client:${agentId}?callId=${placed}`,
    from: line,
    url: callBackUrl(config, placed),
    status: callBackOverUrl(config, placed),
    seconds: CALL_BACK_RINGS_SECONDS,
  });
  if (rung.ok) return false;
  log.warn('agent could not be rung for a call back', { callId, reason: rung.problem.code });
  // What Twilio has not clearly refused may still happen: the sweep takes it back when it has not.
  if (rung.problem.code === 'twilio-away') return false;
  await takeBack(context, offer);
  return true;
}

const wordOf = (outcome: Exclude<Outcome, { is: 'done' }>) =>
  outcome.is === 'gone' ? 'gone' : `${outcome.is}: ${outcome.problem.code}`;
