import { shownNumber } from '#extension/views/format/phone.ts';
import type { AccountNumber, IncomingNumber } from '#shared/api/admin-api.ts';
import type { E164 } from '#shared/ids.ts';

/** A number of the account with the name it has at Twilio, unless that is only the number again. */
export function accountNumberLabel(account: Pick<AccountNumber, 'number' | 'name'>): string {
  const name = nameAtTwilio(account);
  return name === null ? shownNumber(account.number) : `${shownNumber(account.number)} · ${name}`;
}

/** The name that a number has at Twilio; null: none, or only the number again. */
export function nameAtTwilio({ number, name }: Pick<AccountNumber, 'number' | 'name'>): string | null {
  const digits = (text: string) => text.replace(/\D/g, '');
  return name !== '' && (digits(name).length < 6 || !number.endsWith(digits(name).slice(-9))) ? name : null;
}

/** The name that a number has here. */
export const nameOfNumber = (number: E164, incoming: readonly IncomingNumber[]): string | null =>
  incoming.find((entry) => entry.number === number)?.name ?? null;
