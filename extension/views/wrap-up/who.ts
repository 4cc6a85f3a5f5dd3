import type { Messages } from '#extension/locales/language.ts';
import { shownNumber } from '#extension/views/format/phone.ts';
import type { WrapUp } from '#shared/api/agent-api.ts';

/** Whose call it was: the record's name, else the number. */
export const whoOf = ({ record, number }: Pick<WrapUp, 'record' | 'number'>, t: Messages): string =>
  record?.name ?? (number === null ? t.call.withheld : shownNumber(number));
