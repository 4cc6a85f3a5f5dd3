import type { Colleague } from '#shared/api/control-api.ts';
import type { Agent } from '#shared/api/line-api.ts';
import type { ProblemCode } from '#shared/problem.ts';
import type { Replies } from '#test/gallery/fake-wire.ts';
import {
  ago,
  callId,
  grupoOrtega,
  javier,
  ken,
  laura,
  lauraMobile,
  longName,
  manchester,
  marta,
  nerea,
  number,
  ortegaOffice,
  priya,
  recentCalls,
  rightToLeft,
} from '#test/gallery/people.ts';
import { asAgent, calling, ended, knownLaura, live, phone, ringing, trouble, troubled } from '#test/gallery/phones.ts';
import { type Picture, popupPicture as popup } from '#test/gallery/picture.tsx';
import { tone } from '#test/gallery/sound.ts';
import { stayingPicture } from '#test/gallery/staying.tsx';
import { traced } from '#test/gallery/traces.ts';

const several = { number: ortegaOffice, match: { state: 'known' as const, records: [javier, nerea, grupoOrtega] } };
const found = { 'number.lookUp': { ok: true as const, value: { number: null, records: [laura] } } };

const colleague = (person: Agent, more: Partial<Colleague>): Colleague => ({
  agentId: person.id,
  name: person.name,
  presence: 'online',
  awayReason: null,
  busySince: null,
  rings: true,
  ...more,
});
/** Whoever is looked for: three colleagues, two people in the CRM. */
const searched: Replies = {
  'colleagues.list': {
    ok: true,
    value: {
      colleagues: [
        colleague(marta, { directLine: manchester }),
        colleague({ ...ken, name: 'Martín Adeyemi' }, { busySince: ago(600) }),
        colleague({ ...priya, name: 'Martha Nair' }, { presence: 'away', awayReason: 'lunch', awayUntil: ago(-1200) }),
      ],
    },
  },
  'wrapUp.searchRecords': {
    ok: true,
    value: {
      records: [
        { ...laura, name: 'Marta Gómez', numbers: [lauraMobile, ortegaOffice] },
        { ...longName, numbers: [] },
      ],
    },
  },
};

const recordingAt = (url: string): Replies => ({ 'recording.link': { ok: true, value: { url } } });
const noRecording = (code: ProblemCode): Replies => ({ 'recording.link': { ok: false, problem: trouble(code) } });

export const popupPictures: Readonly<Record<string, Picture>> = {
  'popup-idle': popup(phone({ outgoingNumbers: [number('+34910601234'), manchester] })),
  'popup-idle-empty': popup(asAgent({ recentCalls: [], missedCount: 0 })),
  'popup-idle-away': popup(phone({ presence: 'away' })),
  'popup-idle-break': popup(phone({ presence: 'away', awayReason: 'break', awayUntil: ago(-13 * 60) })),
  'popup-idle-break-over': popup(phone({ presence: 'away', awayReason: 'break', awayUntil: ago(60) })),
  'popup-idle-own-words': popup(
    phone({ presence: 'away', awayReason: 'Visita a Transportes Frigoríficos Internacionales', awayUntil: ago(-3600) }),
  ),
  'popup-idle-not-answering': popup(phone({ presence: 'away', awayReason: 'not-answering' })),
  'popup-idle-search': popup(phone(), { replies: searched }),
  'popup-idle-search-nobody': popup(phone({ recentCalls: [] })),
  'popup-idle-search-crm-away': popup(phone(), {
    replies: { 'wrapUp.searchRecords': { ok: false, problem: trouble('crm-away') } },
  }),
  'popup-missed': popup(
    phone({
      missedCount: 3,
      recentCalls: [
        ...recentCalls,
        ...recentCalls.slice(0, 1).map((call) => ({ ...call, id: callId(51), startedAt: ago(7_200) })),
        ...recentCalls.slice(0, 1).map((call) => ({
          ...call,
          id: callId(52),
          name: 'Nerea Ortega',
          number: ortegaOffice,
          startedAt: ago(400),
        })),
      ],
    }),
  ),
  'popup-idle-stays': stayingPicture(phone({ presence: 'away', awayReason: 'meeting', awayUntil: ago(-3600) })),
  'popup-trace': popup(phone(), { replies: traced }),
  'popup-trace-server-away': popup(phone(), {
    replies: { 'call.trace': { ok: false, problem: trouble('server-away') } },
  }),
  'popup-idle-older-server': popup(phone({ contractMinor: null })),
  'popup-recording': popup(phone(), { replies: recordingAt(tone(20)) }),
  'popup-recording-broken': popup(phone(), { replies: recordingAt('data:audio/wav;base64,AAAA') }),
  'popup-recording-slow': popup(phone(), { replies: { 'recording.link': 'never' } }),
  'popup-recording-not-allowed': popup(phone(), { replies: noRecording('not-allowed') }),
  'popup-recording-gone': popup(phone(), { replies: noRecording('recording-gone') }),
  'popup-recording-server-away': popup(phone(), { replies: noRecording('server-away') }),
  'popup-idle-typed': popup(phone(), { replies: found }),
  'popup-starting': popup(null),
  'popup-connecting': popup(phone({ line: { state: 'connecting', since: '2026-11-24T16:31:58Z' } })),
  'popup-signed-out': popup(phone({ line: { state: 'signed-out', problem: trouble('signed-out') }, agent: null })),
  'popup-sign-in-refused': popup(
    phone({
      line: {
        state: 'signed-out',
        problem: trouble('wrong-organisation', { params: { organisation: 'Zillum Inc.' } }),
      },
      agent: null,
    }),
  ),
  'popup-not-set-up': popup(phone({ line: { state: 'signed-out', problem: null }, agent: null }), {
    serverOrigin: null,
  }),
  'popup-problem-microphone': popup(troubled(trouble('microphone-blocked'), true, { microphone: 'denied' })),
  'popup-problem-server': popup(troubled(trouble('server-away'), true)),
  'popup-problem-no-number': popup(troubled(trouble('no-outgoing-number'), false, { outgoingNumbers: [] })),
  'popup-ringing': popup(phone({ call: ringing() })),
  'popup-ringing-matches': popup(phone({ call: ringing({ party: several, record: javier.ref }) })),
  'popup-ringing-withheld': popup(phone({ call: ringing({ party: { number: null, match: { state: 'unknown' } } }) })),
  'popup-ringing-unknown': popup(
    phone({ call: ringing({ party: { number: number('+441614960172'), match: { state: 'unknown' } } }) }),
  ),
  'popup-ringing-not-shared': popup(
    phone({ call: ringing({ party: { ...knownLaura, match: { state: 'not-shared' } } }) }),
  ),
  'popup-ringing-looking': popup(phone({ call: ringing({ party: { ...knownLaura, match: { state: 'looking' } } }) })),
  'popup-ringing-crm-away': popup(
    phone({ call: ringing({ party: { ...knownLaura, match: { state: 'unavailable' } } }) }),
  ),
  'popup-ringing-long': popup(
    phone({
      call: ringing({
        party: { ...knownLaura, match: { state: 'known', records: [longName] } },
        lineName: 'Línea de atención a clientes de Andalucía occidental',
      }),
    }),
  ),
  'popup-ringing-right-to-left': popup(
    phone({
      call: ringing({
        party: { number: number('+442079460123'), match: { state: 'known', records: [rightToLeft, laura] } },
        record: rightToLeft.ref,
        lineName: 'خط المبيعات',
      }),
    }),
  ),
  'popup-ringing-deaf': popup(troubled(trouble('microphone-blocked'), true, { microphone: 'denied', call: ringing() })),
  'popup-dialling': popup(phone({ call: calling('dialling') })),
  'popup-ringing-out': popup(phone({ call: calling('ringing-out') })),
  'popup-answering': popup(phone({ call: calling('answering', { direction: 'incoming' }) })),
  'popup-call': popup(phone({ call: live() })),
  'popup-call-muted': popup(phone({ call: live({ muted: true }) })),
  'popup-call-reconnecting': popup(phone({ call: live({ reconnecting: true }) })),
  'popup-call-keypad': popup(phone({ call: live({ digits: '214' }) })),
  'popup-call-matches': popup(phone({ call: live({ party: several, record: null }) })),
  'popup-ended': popup(phone({ call: ended() })),
  'popup-ended-elsewhere': popup(
    phone({ call: ended({ how: 'elsewhere', answeredBy: 'Ken Adeyemi', talkedSeconds: 0 }) }),
  ),
  'popup-ended-failed': popup(
    phone({
      call: ended({ how: 'failed', direction: 'outgoing', talkedSeconds: 0, problem: trouble('call-refused') }),
    }),
  ),
};
