import {
  control,
  failed,
  good,
  javierRings,
  javierWaits,
  onHold,
  passing,
  running,
  team,
  toBank,
} from '#test/gallery/controls.ts';
import { ana, longName } from '#test/gallery/people.ts';
import { asAgent, ended, live, phone, ringing, trouble, troubled } from '#test/gallery/phones.ts';
import { cardPicture as card, type Picture, popupPicture as popup } from '#test/gallery/picture.tsx';
import { wrapUp, wrapUps } from '#test/gallery/wrap-ups.ts';

const WORDS = '12 vans, not 10. Needs the price with full insurance by Friday. Decision with her brother on Monday.';
const noted = wrapUps(
  [wrapUp({ endedAt: null, disposition: null, draft: { ...wrapUp().draft, description: WORDS } })],
  { shown: null },
);
const typed = { replies: team, wrapUps: noted };
/** In no language, since the note of a colleague is in hers. */
const NOTE = 'PDF 12 × 2026';
const fromAna = { agentId: ana.id, name: ana.name };
const marta = { name: 'Marta Soler', how: 'listen' } as const;

const states = {
  'call-all': phone({ call: running() }),
  hold: phone({ call: running(onHold) }),
  'hold-poor': phone({
    call: running({ recording: 'paused' }, { muted: true, quality: { level: 'poor', warning: 'packets-lost' } }),
  }),
  'call-silent': phone({
    call: running({ recording: 'off' }, { quality: { level: 'fair', warning: 'microphone-silent' } }),
  }),
  'call-announcing': phone({ call: running({ recording: 'announcing', pending: 'record' }) }),
  'call-listened': phone({ call: running({ listeners: [marta, { name: 'Jim Novak', how: 'whisper' }] }) }),
  'supervise-ringing': asAgent({ call: ringing({ supervises: { how: 'listen', name: ana.name } }) }),
  'supervise-listening': asAgent({ call: running({}, { supervises: { how: 'listen', name: ana.name } }) }),
  'supervise-whispering': asAgent({ call: running({}, { supervises: { how: 'whisper', name: ana.name } }) }),
  'call-hold-failed': phone({ call: running(failed('hold', 'refused')) }),
  'call-hold-pending': phone({ call: running({ pending: 'hold' }) }),
  'consult-declined': phone({
    call: running({
      failed: {
        what: 'consult',
        problem: trouble('control-failed', { params: { why: 'declined', to: 'Ken Adeyemi' } }),
      },
    }),
  }),
  'consult-no-answer': phone({ call: running({ ...failed('consult', 'no-answer'), ...onHold }) }),
  'consult-ringing': phone({ call: running(passing('ringing')) }),
  consult: phone({ call: running(passing('talking')) }),
  'consult-swapped': phone({ call: running(passing('waiting')) }),
  'consult-together': phone({ call: running(passing('together')) }),
  'consult-number': phone({
    call: running({ ...passing('talking', { to: toBank }), listeners: [marta] }, { muted: true }),
  }),
  'added-ringing': phone({
    call: running({ ...passing('ringing', { how: 'add' }), customer: 'talking', heldSince: null }),
  }),
  'blind-ringing': phone({ call: running(passing('ringing', { how: 'blind' })) }),
  'passed-ringing': asAgent({
    call: ringing({ control: control({ from: { ...fromAna, asks: true, stands: 'ringing' }, note: NOTE }) }),
  }),
  'ringing-back': phone({
    call: ringing({
      control: control({
        failed: {
          what: 'blind',
          problem: trouble('control-failed', { params: { why: 'declined', to: 'Ken Adeyemi' } }),
        },
      }),
    }),
  }),
  'ringing-rescued': phone({ call: ringing({ control: control() }) }),
  'passed-asked': asAgent({ call: running({ ...onHold, from: { ...fromAna, asks: true }, note: NOTE }) }),
  'passed-waits': asAgent({ call: running({ from: { ...fromAna, asks: true, stands: 'waiting' }, note: NOTE }) }),
  'passed-together': asAgent({ call: running({ from: { ...fromAna, asks: true, stands: 'together' }, note: NOTE }) }),
  'passed-mine': asAgent({ call: running({ from: fromAna }) }),
  'passed-on': phone({ call: ended({ how: 'passed-on', answeredBy: 'Ken Adeyemi' }) }),
  'passed-rings': phone({ call: ended({ how: 'passed-on' }) }),
  'second-call': phone({ call: running(), second: javierRings }),
  'second-long': phone({
    call: live({ control: control(), quality: good }),
    second: ringing({
      party: { number: null, match: { state: 'known', records: [longName] } },
      lineName: 'Línea de atención a clientes de Andalucía occidental',
    }),
  }),
  'two-calls': phone({ call: running(), second: javierWaits }),
} as const;

type State = keyof typeof states;

/** What the card shows in another way than the popup. */
const OVER_THE_CRM: readonly State[] = [
  ...(['call-all', 'call-silent', 'call-listened', 'hold', 'hold-poor', 'consult', 'consult-together'] as const),
  ...([
    'passed-ringing',
    'ringing-back',
    'passed-asked',
    'passed-waits',
    'passed-together',
    'passed-on',
    'supervise-ringing',
    'supervise-whispering',
    'second-call',
    'two-calls',
  ] as const),
];

const pictures = (prefix: string, names: readonly string[], show: (one: (typeof states)[State]) => Picture) =>
  Object.fromEntries(
    Object.entries(states).flatMap(([name, one]) =>
      names.includes(name) ? [[`${prefix}-${name}`, show(one)] as const] : [],
    ),
  );

/** All that a running call has beyond mute and keypad, in the popup and in the card over the CRM. */
export const controlPictures: Readonly<Record<string, Picture>> = {
  ...pictures('popup', Object.keys(states), (one) => popup(one, typed)),
  ...pictures('inpage', OVER_THE_CRM, (one) => card(one, typed)),
  'popup-transfer-server-away': popup(phone({ call: running() }), {
    replies: { 'colleagues.list': { ok: false, problem: trouble('server-away') } },
  }),
  'popup-transfer-alone': popup(phone({ call: running() }), {
    replies: { 'colleagues.list': { ok: true, value: { colleagues: [] } } },
  }),
  'popup-transfer-refused': popup(phone({ call: running() }), {
    replies: { ...team, 'call.control': { ok: false, problem: trouble('softphone-away') } },
  }),
  'popup-call-slow': popup(phone({ call: running() }), { replies: { ...team, 'call.control': 'never' } }),
  'inpage-ringing': card(phone({ call: ringing() })),
  'inpage-ringing-deaf': card(troubled(trouble('microphone-blocked'), true, { microphone: 'denied', call: ringing() })),
};
