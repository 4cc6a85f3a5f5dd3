import { callWords } from '#server/crm/call-words.ts';
import type { CallEntry } from '#server/crm/crm-writes.ts';
import type { WriteCase } from './write-back.case.ts';
import type { WriteBackRow } from './write-back.claim.ts';

/** What a call's entries say, in the words of whoever had it. */
export const wordsOf = ({ content }: WriteBackRow, { facts, locale }: WriteCase) =>
  callWords(
    {
      ...facts,
      outcome: content.outcome ?? null,
      words: content.description ?? '',
      disposition: content.disposition ?? 'failed',
      talkedSeconds: content.talkedSeconds ?? 0,
    },
    locale,
  );

/** The call itself, as the CRM lists it. */
export function callEntry({ content }: WriteBackRow, about: WriteCase, words: ReturnType<typeof wordsOf>): CallEntry {
  const { direction } = about.facts;
  return {
    subject: words.subject,
    type: content.disposition === 'missed' ? 'missed' : direction === 'incoming' ? 'inbound' : 'outbound',
    startedAt: about.startedAt,
    talkedSeconds: content.talkedSeconds ?? 0,
    result: words.result,
    description: words.description,
    timeZone: about.timeZone,
  };
}
