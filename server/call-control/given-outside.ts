import type { Conversation } from './control.ts';
import { focusOf } from './focus.ts';

/** When the customer was given to somebody outside, who has her since; null: she was not, or has been given on to one of ours. */
export function givenOutsideAt({ asks }: Pick<Conversation, 'asks'>): Date | null {
  const { completing } = focusOf(asks);
  const given = asks.findLast(
    (asked) =>
      asked.outcome === 'settled' &&
      (completing?.step === asked || (asked.ask.what === 'transfer' && asked.ask.how === 'blind')),
  );
  const transfer = given && given === completing?.step ? completing.transfer : given;
  return transfer?.ask.what === 'transfer' && transfer.ask.to.who === 'number' ? (given?.doneAt ?? null) : null;
}
