import type { TraceLine } from '#shared/api/trace-api.ts';
import type { Replies } from '#test/gallery/fake-wire.ts';
import { ago } from '#test/gallery/people.ts';

const line = (secondsBefore: number, code: TraceLine['code'], values?: TraceLine['values']): TraceLine => ({
  code,
  at: ago(2040 - secondsBefore),
  ...(values === undefined ? {} : { values }),
});

/** A missed call that met most of what a caller can meet. */
export const missedCall: readonly TraceLine[] = [
  line(0, 'arrived'),
  line(6, 'language', { language: 'en-GB' }),
  line(11, 'wrong-key', { keys: '7' }),
  line(19, 'menu', { keys: '2', label: 'Sales' }),
  line(19, 'skipped', { name: 'Priya Nair', why: 'on-a-call' }),
  line(19, 'rang', { names: 'Ken Adeyemi', seconds: 20, round: 1 }),
  line(39, 'no-answer', { name: 'Ken Adeyemi', seconds: 20 }),
  line(39, 'rang', { names: 'Ana Ruiz, Tomás Vidal', seconds: 20, round: 2 }),
  line(45, 'declined', { name: 'Ana Ruiz' }),
  line(60, 'queued', { place: 1 }),
  line(130, 'waited', { seconds: 70 }),
  line(130, 'left-queue', { why: 'voicemail-key' }),
  line(131, 'voicemail', { seconds: 32 }),
  line(164, 'said', { words: 'voicemail-left' }),
  line(166, 'caller-gone'),
];

export const traced: Replies = { 'call.trace': { ok: true, value: { lines: missedCall } } };
