import { describe, expect, it } from 'vitest';
import { messagesIn } from '#extension/locales/language.ts';
import { announcement } from '#extension/views/call/announcer.tsx';
import { recordOf, whoIs } from '#extension/views/call/party.ts';
import type { CallView } from '#extension/wire/snapshots.ts';
import { javier, laura, lauraMobile, nerea } from '#test/gallery/people.ts';
import { ended, knownLaura, live, ringing } from '#test/gallery/phones.ts';

const t = messagesIn('en');
const withMatch = (match: CallView['party']['match'], number = knownLaura.number) =>
  ringing({ party: { number, match } });

describe('who is on the other side', () => {
  it.each([
    [ringing(), 'Laura Gómez', 'Transportes Gómez, S.L. · Contact'],
    [withMatch({ state: 'unknown' }), '+34 612 34 56 78', 'Unknown caller'],
    [withMatch({ state: 'unknown' }, null), 'Number withheld', 'The caller hides their number'],
    [withMatch({ state: 'looking' }), '+34 612 34 56 78', 'Looking in your CRM…'],
    [withMatch({ state: 'not-shared' }), '+34 612 34 56 78', 'Known contact, not shared with you'],
    [withMatch({ state: 'unavailable' }), '+34 612 34 56 78', 'CRM out of reach'],
    [withMatch({ state: 'known', records: [javier, nerea] }), 'One of 2 records', '+34 612 34 56 78'],
    [withMatch({ state: 'known', records: [] }), '+34 612 34 56 78', 'Unknown caller'],
  ])('%#', (call, name, about) => {
    const who = whoIs(call, t);
    expect(who.name.replaceAll('\u00a0', ' ')).toBe(name);
    expect(who.about.replaceAll('\u00a0', ' ')).toBe(about);
  });

  it('is the chosen one of several', () => {
    const call = ringing({
      party: { number: lauraMobile, match: { state: 'known', records: [javier, nerea] } },
      record: nerea.ref,
    });
    expect(recordOf(call)?.name).toBe('Nerea Ortega');
  });

  it('is the only match even when the call belongs to a record without this number', () => {
    expect(recordOf(ringing({ record: nerea.ref }))).toEqual(laura);
  });
});

describe('what is read out', () => {
  it('is urgent while it rings and when the line is lost, polite otherwise', () => {
    expect(announcement(ringing(), t)).toEqual({
      text: 'Incoming call: Laura Gómez, Transportes Gómez, S.L. · Contact',
      urgent: true,
    });
    expect(announcement(live(), t)).toEqual({ text: 'On the line with Laura Gómez', urgent: false });
    expect(announcement(live({ reconnecting: true }), t).urgent).toBe(true);
    expect(announcement(ended(), t)).toEqual({ text: 'Call ended. They hung up.', urgent: false });
    expect(announcement(null, t).text).toBe('');
  });

  it('never holds a time that counts', () => {
    for (const call of [ringing(), live(), live({ muted: true }), ended()]) {
      expect(announcement(call, t).text).not.toMatch(/\d:\d\d/);
    }
  });
});
