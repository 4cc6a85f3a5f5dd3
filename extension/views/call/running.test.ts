import { describe, expect, it } from 'vitest';
import { messagesIn } from '#extension/locales/language.ts';
import { announcement, secondAnnouncement } from '#extension/views/call/announcer.tsx';
import { headOf } from '#extension/views/call/call-head.tsx';
import { failedWords } from '#extension/views/call/failed-note.tsx';
import { type RunningCall, shortWho } from '#extension/views/call/running.ts';
import type { CallControl } from '#shared/call/control.ts';
import { control, failed, javierRings, javierWaits, onHold, passing, running } from '#test/gallery/controls.ts';
import { ana, grupoOrtega, lauraMobile, ortegaOffice } from '#test/gallery/people.ts';
import { type live, ringing } from '#test/gallery/phones.ts';

const t = messagesIn('en');
const view = { t, language: 'en', admin: false } as const;

function liveWith(control: Partial<CallControl>, more: Parameters<typeof live>[0] = {}): RunningCall {
  const call = running(control, more);
  if (call.state !== 'live') throw new Error('not running');
  return call;
}

describe('the head of a running call', () => {
  it('says On hold once Twilio has confirmed it, and not while it is only asked for', () => {
    expect(headOf(liveWith({ pending: 'hold' }), t)).toMatchObject({ fill: 'live', word: 'On the line' });
    expect(headOf(liveWith(onHold), t)).toMatchObject({ fill: 'hold', word: 'On hold' });
  });

  it('is live for whoever is asked about a customer who waits: she talks to her colleague', () => {
    const asked = liveWith({ ...onHold, from: { agentId: ana.id, name: ana.name, asks: true } });
    expect(headOf(asked, t)).toMatchObject({ fill: 'live', word: 'On the line' });
  });

  it('is on hold again when she holds a call that was passed on to her', () => {
    expect(headOf(liveWith({ ...onHold, from: { agentId: ana.id, name: ana.name } }), t).word).toBe('On hold');
  });

  it('tells the loss of the line before anything else', () => {
    expect(headOf(liveWith(onHold, { reconnecting: true }), t).word).toBe('Reconnecting');
  });
});

it('a customer is called by her first name, a company by its whole name, a stranger by the number', () => {
  expect(shortWho(liveWith({}), t)).toBe('Laura');
  const office = { number: ortegaOffice, match: { state: 'known' as const, records: [grupoOrtega] } };
  expect(shortWho(liveWith({}, { party: office, record: null }), t)).toBe('Grupo Ortega Logística');
  const stranger = { number: lauraMobile, match: { state: 'unknown' as const } };
  expect(shortWho(liveWith({}, { party: stranger, record: null }), t)).toContain('+34');
  const withheld = { number: null, match: { state: 'unknown' as const } };
  expect(shortWho(liveWith({}, { party: withheld, record: null }), t)).toBe('the other person');
});

describe('what came to nothing is told with its cause and how the customer is now', () => {
  it.each([
    [failed('hold', 'refused'), null, 'Laura could not be put on hold.', 'The call goes on as before.'],
    [
      failed('consult', 'busy'),
      'Ken',
      'Laura was not passed on to Ken.',
      'The line is busy. The call goes on as before.',
    ],
    [
      { ...failed('consult', 'no-answer'), ...onHold },
      'Ken',
      'Laura was not passed on to Ken.',
      'Nobody answered. Laura is still on hold.',
    ],
    [
      failed('add', 'declined'),
      null,
      'Nobody came into the call.',
      'The call was declined. The call goes on as before.',
    ],
  ])('%#', (control, other, what, more) => {
    const call = liveWith(control);
    if (!call.control?.failed) throw new Error('nothing has failed');
    expect(failedWords(call, call.control.failed, other, view)).toEqual({ what, more });
  });

  it('starts with a capital also when nobody knows who it is', () => {
    const party = { number: null, match: { state: 'unknown' as const } };
    const call = liveWith(failed('hold', 'refused'), { party, record: null });
    if (!call.control?.failed) throw new Error('nothing has failed');
    expect(failedWords(call, call.control.failed, null, view).what).toMatch(/^The other person/);
  });
});

describe('a screen reader hears', () => {
  it.each([
    [liveWith(onHold), 'Laura Gómez is on hold'],
    [liveWith(passing('ringing')), 'Calling Ken Adeyemi; the customer waits'],
    [liveWith(passing('talking')), 'You are talking to Ken Adeyemi; the customer waits'],
    [liveWith(passing('waiting')), 'You are talking to Laura; Ken Adeyemi waits'],
    [liveWith(passing('together')), 'Ken Adeyemi is in the call; all three talk'],
    [liveWith(passing('ringing', { how: 'blind' })), 'The call goes to Ken Adeyemi'],
  ])('%#, when there is a pause', (call, text) => expect(announcement(call, t)).toEqual({ text, urgent: false }));

  it('a second call at once, and quietly that it waits', () => {
    expect(secondAnnouncement(javierRings, t)).toEqual({ text: 'Second call: Javier Ortega', urgent: true });
    expect(secondAnnouncement(javierWaits, t).urgent).toBe(false);
    expect(secondAnnouncement(null, t).text).toBe('');
  });

  it('who passes on the call that rings', () => {
    const call = ringing({ control: control({ from: { agentId: ana.id, name: 'Ana Ruiz' } }) });
    expect(announcement(call, t)).toMatchObject({ urgent: true, text: expect.stringContaining('Ana Ruiz passes') });
    const back = announcement(ringing({ control: control() }), t).text;
    expect(back).toMatch(/Laura comes back to you$/);
  });

  it('no time that counts', () => {
    for (const control of [onHold, passing('talking'), passing('ringing')]) {
      expect(announcement(liveWith(control), t).text).not.toMatch(/\d:\d\d/);
    }
  });
});
