import type { Context } from '#server/context.ts';
import { keepQueueSize } from '#server/twilio/line-queue.ts';
import { formerWebhooks, pointHere } from '#server/twilio/number-webhooks.ts';
import type { TwilioRest } from '#server/twilio/rest.ts';
import type { OwnNumber } from '#server/twilio/rest-rows.ts';
import { clean } from '#server/twilio/twiml-text.ts';
import type { SavedFlow } from '#shared/api/call-flow-api.ts';
import type { AgentId, E164 } from '#shared/ids.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { findOwn, openAccount } from './account-numbers.ts';
import { flowVersion, liveFlow, noLine } from './call-flows.ts';
import { noteChange } from './changes.ts';
import { cleanFlow } from './clean-flow.ts';
import { type FlowToKeep, keepFlow } from './keep-flow.ts';

/**
 * Makes a flow the one that a number's next caller meets. The number's calls come here by the time it answers; one that is not among the
 * lines yet is added, and what it pointed at before is kept, to be given back. A line that Twilio can't be asked about is changed all the
 * same: its callers come here already, and the list of numbers shows where they do not.
 */
export async function saveFlow(context: Context, entered: FlowToKeep): Promise<Result<SavedFlow>> {
  const { number } = entered;
  const atTwilio = await numberAtTwilio(context, number);
  const line = await context.db
    .selectFrom('incoming_numbers')
    .select('number')
    .where('number', '=', number)
    .executeTakeFirst();
  if (!line && !atTwilio.ok) return atTwilio;
  const added = atTwilio.ok
    ? {
        twilioSid: atTwilio.value.own.sid,
        name: atTwilio.value.own.name,
        formerWebhooks: formerWebhooks(context, atTwilio.value.own),
      }
    : null;

  const flow = cleanFlow(entered.flow);
  const name = clean(entered.name).trim();
  // The row first: a call that comes the moment Twilio knows must find its line.
  const kept = await context.db.transaction().execute((tx) => keepFlow(context, tx, { ...entered, name, flow }, added));
  if (!kept.ok) return kept;
  const set = atTwilio.ok ? await pointHere(context, atTwilio.value.rest, atTwilio.value.own) : atTwilio;
  const { undo, version } = kept.value;
  if (!set.ok && undo) {
    await context.db.transaction().execute(undo);
    return set;
  }
  if (!set.ok) context.log.warn('number not set at Twilio', { line: number, reason: set.problem.code });
  if (flow.queue.on) context.background.start('size queue', () => keepQueueSize(context, number, flow.queue.callers));
  context.log.info('incoming number saved', { line: number, version, answer: flow.answer, record: flow.record });
  return flowVersion(context.db, number, version);
}

/** Makes an earlier version of a line the live one again, as a new version. */
export async function restoreFlow(
  context: Context,
  by: AgentId,
  number: E164,
  version: number,
): Promise<Result<SavedFlow>> {
  const live = await liveFlow(context.db, number);
  if (!live.ok) return live;
  const earlier = await flowVersion(context.db, number, version);
  if (!earlier.ok) return earlier;
  const { flow, name } = earlier.value;
  return saveFlow(context, { number, name, flow, basedOn: live.value.version, restoredFrom: version, by });
}

/** Points a line's webhooks at this server again. */
export async function mendLine(context: Context, by: AgentId, number: E164): Promise<Result<Record<string, never>>> {
  const line = await context.db
    .selectFrom('incoming_numbers')
    .select('number')
    .where('number', '=', number)
    .executeTakeFirst();
  if (!line) return failed(noLine);
  const atTwilio = await numberAtTwilio(context, number);
  if (!atTwilio.ok) return atTwilio;
  const set = await pointHere(context, atTwilio.value.rest, atTwilio.value.own);
  if (!set.ok) return set;
  await noteChange(context, context.db, { by, kind: 'incoming-number-mended', subject: number });
  context.log.info('incoming number mended', { line: number, by });
  return ok({});
}

async function numberAtTwilio(context: Context, number: E164): Promise<Result<{ rest: TwilioRest; own: OwnNumber }>> {
  const rest = await openAccount(context);
  if (!rest.ok) return rest;
  const own = await findOwn(rest.value, number);
  return own.ok ? ok({ rest: rest.value, own: own.value }) : own;
}
