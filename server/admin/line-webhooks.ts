import type { Context } from '#server/context.ts';
import { giveBack, pointHere } from '#server/twilio/number-webhooks.ts';
import type { TwilioRest } from '#server/twilio/rest.ts';
import type { OwnNumber } from '#server/twilio/rest-rows.ts';
import type { Result } from '#shared/result.ts';

/** After connecting: every number of ours that the account has comes here (again). */
export async function pointLinesHere(context: Context, rest: TwilioRest): Promise<void> {
  await eachLine(context, rest, (number) => pointHere(context, rest, number));
}

/** Before disconnecting. */
export async function giveLinesBack(context: Context, rest: TwilioRest): Promise<void> {
  await eachLine(context, rest, (number, former) => giveBack(context, rest, number, former));
}

async function eachLine(
  { db, log }: Context,
  rest: TwilioRest,
  change: (number: OwnNumber, former: Record<string, string>) => Promise<Result<unknown>>,
): Promise<void> {
  const lines = await db.selectFrom('incoming_numbers').select(['number', 'former_webhooks']).execute();
  if (lines.length === 0) return;
  const numbers = await rest.numbers();
  if (!numbers.ok) return log.warn('numbers not set at Twilio', { reason: numbers.problem.code });
  for (const line of lines) {
    const number = numbers.value.find((own) => own.number === line.number);
    const done = number && (await change(number, line.former_webhooks));
    if (done && !done.ok) log.warn('number not set at Twilio', { line: line.number, reason: done.problem.code });
  }
}
