import type { Direction, Disposition } from '#shared/call/call.ts';
import type { Outcome } from '#shared/call/wrap-up.ts';
import { cleanText } from '#shared/clean-text.ts';
import type { CallId, E164 } from '#shared/ids.ts';
import { formatNumber } from '#shared/phone-number.ts';

/** What happened in a call, for the words that the CRM is given. */
export interface CallFacts {
  callId: CallId;
  direction: Direction;
  disposition: Disposition;
  /** The other side's name; null: not known. */
  name: string | null;
  /** null: withheld. */
  number: E164 | null;
  line: E164;
  lineName: string | null;
  /** Whose call it was; null: nobody's (missed). */
  agentName: string | null;
  talkedSeconds: number;
  outcome: Outcome | null;
  /** Twilio's id of a recording that the CRM is too small for; null: there is none such. */
  recordingTooLarge: string | null;
  /** Whoever was told that the call is recorded did not want it. */
  recordingDeclined?: boolean;
  /** The agent's own. */
  words: string;
}

type Language = 'en' | 'es';
interface Words {
  subject: Record<Direction | 'missed', (who: string) => string>;
  note: (who: string) => string;
  withheld: string;
  outcome: Record<Outcome, string>;
  disposition: Record<Disposition, string>;
  from: string;
  to: string;
  agent: string;
  line: string;
  result: string;
  talked: string;
  recordingTooLarge: (sid: string) => string;
  recordingDeclined: string;
}

const WORDS: Record<Language, Words> = {
  en: {
    subject: {
      outgoing: (who) => `Call to ${who}`,
      incoming: (who) => `Call from ${who}`,
      missed: (who) => `Missed call from ${who}`,
    },
    note: (who) => `Call with ${who}`,
    withheld: 'hidden number',
    outcome: {
      interested: 'Interested',
      'call-back': 'Call back',
      'not-interested': 'Not interested',
      voicemail: 'Left voicemail',
      'no-answer': 'No answer',
      'wrong-number': 'Wrong number',
    },
    disposition: {
      answered: 'Answered',
      missed: 'Missed',
      'no-answer': 'No answer',
      busy: 'Busy',
      declined: 'Declined',
      failed: 'Failed',
      cancelled: 'Cancelled before an answer',
    },
    from: 'From',
    to: 'To',
    agent: 'Agent',
    line: 'Our number',
    result: 'Result',
    talked: 'Talked',
    recordingTooLarge: (sid) => `Recording: larger than the CRM takes. It is kept at Twilio: ${sid}`,
    recordingDeclined: 'Not recorded: declined',
  },
  es: {
    subject: {
      outgoing: (who) => `Llamada a ${who}`,
      incoming: (who) => `Llamada de ${who}`,
      missed: (who) => `Llamada perdida de ${who}`,
    },
    note: (who) => `Llamada con ${who}`,
    withheld: 'número oculto',
    outcome: {
      interested: 'Interesado',
      'call-back': 'Volver a llamar',
      'not-interested': 'No interesado',
      voicemail: 'Mensaje en el buzón de voz',
      'no-answer': 'Sin respuesta',
      'wrong-number': 'Número equivocado',
    },
    disposition: {
      answered: 'Respondida',
      missed: 'Perdida',
      'no-answer': 'Sin respuesta',
      busy: 'Ocupado',
      declined: 'Rechazada',
      failed: 'Fallida',
      cancelled: 'Cancelada antes de la respuesta',
    },
    from: 'De',
    to: 'Para',
    agent: 'Agente',
    line: 'Nuestro número',
    result: 'Resultado',
    talked: 'Duración',
    recordingTooLarge: (sid) => `Grabación: más grande de lo que admite el CRM. Se guarda en Twilio: ${sid}`,
    recordingDeclined: 'Sin grabación: se rechazó',
  },
};

const RULE = '———';

/** The last line of everything that Sidetone writes to the CRM: by it what was written is found again. */
export const markerOf = (callId: CallId, part?: 'call' | 'task'): string =>
  `Sidetone ${callId}${part ? `/${part}` : ''}`;

/** The texts of a call's entries, in the language of a BCP 47 locale: Spanish, else English. */
export function callWords(facts: CallFacts, locale: string) {
  const words = WORDS[/^es\b/i.test(locale) ? 'es' : 'en'];
  const who = facts.name ?? (facts.number ? grouped(facts.number) : words.withheld);
  const missed = facts.disposition === 'missed';
  const description = [...own(facts), RULE, ...whatHappened(words, facts, who), markerOf(facts.callId)].join('\n');
  return {
    subject: cleanText(words.subject[missed ? 'missed' : facts.direction](who), 200),
    noteTitle: cleanText(words.note(who), 120),
    /** In words; null: the agent chose nothing. */
    result: facts.outcome && words.outcome[facts.outcome],
    description,
    followUp: (part: 'call' | 'task') =>
      [...own(facts), RULE, words.subject[missed ? 'missed' : facts.direction](who), markerOf(facts.callId, part)].join(
        '\n',
      ),
    followUpSubject: cleanText(words.subject.outgoing(who), 200),
  };
}

/** As people read numbers, wherever in the world they are. */
const grouped = (number: E164): string => formatNumber(number, 'international');

const own = ({ words }: CallFacts): string[] => (words.trim() === '' ? [] : [words.trim()]);

function whatHappened(words: Words, facts: CallFacts, who: string): string[] {
  const other = facts.number === null || facts.name === null ? who : `${who} (${grouped(facts.number)})`;
  const line = facts.lineName ? `${facts.lineName} (${grouped(facts.line)})` : grouped(facts.line);
  const result = facts.outcome ? ` · ${words.outcome[facts.outcome]}` : '';
  return [
    `${facts.direction === 'incoming' ? words.from : words.to}: ${other}`,
    ...(facts.agentName ? [`${words.agent}: ${facts.agentName}`] : []),
    `${words.line}: ${line}`,
    `${words.result}: ${words.disposition[facts.disposition]}${result}`,
    ...(facts.talkedSeconds > 0 ? [`${words.talked}: ${duration(facts.talkedSeconds)}`] : []),
    ...(facts.recordingDeclined ? [words.recordingDeclined] : []),
    ...(facts.recordingTooLarge ? [words.recordingTooLarge(facts.recordingTooLarge)] : []),
  ].map((text) => cleanText(text, 300));
}

function duration(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  const rest = `${two(Math.floor((seconds % 3_600) / 60))}:${two(Math.floor(seconds % 60))}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
