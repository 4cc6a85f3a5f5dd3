import { safeParse } from 'valibot';
import { describe, expect, it } from 'vitest';
import { messagesIn } from '#extension/locales/language.ts';
import { surelyRecorded } from '#extension/views/options/surely-recorded.ts';
import { dayAndTime, missing, nextTry, why, withWhom } from '#extension/views/options/waiting-call.ts';
import { MOST_SECONDS, readSeconds } from '#extension/views/options/wrap-up-seconds.ts';
import { callSettingsSchema } from '#shared/api/admin-api.ts';
import { ago, NOW } from '#test/gallery/people.ts';
import { trouble } from '#test/gallery/phones.ts';
import { waitingCalls } from '#test/gallery/waiting.ts';

const reader = { t: messagesIn('en'), language: 'en', timeZone: 'Europe/Madrid', admin: true } as const;

describe('a call that waits for the CRM', () => {
  it('is named by its record, its number, or as withheld', () => {
    expect(waitingCalls.map((call) => withWhom(call, reader))).toEqual([
      'Laura Gómez',
      'Javier Ortega',
      'Peter Hall',
      '+33\u00a01\u00a042\u00a068\u00a053\u00a000',
      'Number withheld',
    ]);
  });

  it('names what is still missing there', () => {
    expect(waitingCalls.map((call) => missing(call, reader)).slice(0, 2)).toEqual([
      'Call, note, recording, follow-up call, follow-up task',
      'Note',
    ]);
  });

  it('says why it waits, and who can do something about it', () => {
    const [away, refused, signedOut, moving, gone] = waitingCalls.map((call) => why(call, reader));
    expect(away).toBe(reader.t.problem['crm-away']({ admin: true, values: {} }).what);
    expect(refused).toContain('“Budget code”');
    expect(refused).toContain('administrator');
    expect(signedOut).toBe('Tomás Vidal has to sign in to the CRM again; then it is written by itself.');
    expect(moving).toBe('It is on its way.');
    expect(gone).toContain('Choose another record');
  });

  it('names the team’s connection where the call is nobody’s', () => {
    const [call] = waitingCalls;
    if (call === undefined) throw new Error('nothing waits');
    expect(why({ ...call, agentName: null, problem: trouble('crm-signed-out') }, reader)).toContain('The team’s');
  });

  it('says when it is tried again', () => {
    expect(waitingCalls.map((call) => nextTry(call, NOW, reader))).toEqual([
      '17:36',
      'Not by itself',
      'After signing in',
      'Now',
      'Not by itself',
    ]);
    const [call] = waitingCalls;
    if (call === undefined) throw new Error('nothing waits');
    expect(nextTry({ ...call, nextTryAt: ago(1) }, NOW, reader)).toBe('Now');
    expect(nextTry({ ...call, nextTryAt: ago(-86_400) }, NOW, reader)).toBe('25 Nov 17:32');
  });

  it('tells its day and time where the reader is', () => {
    expect(dayAndTime(ago(60), NOW, reader)).toBe('Today 17:31');
    expect(dayAndTime(ago(60), NOW, { ...reader, timeZone: 'America/Mexico_City' })).toBe('Today 10:31');
  });
});

describe('seconds of wrap-up', () => {
  it.each([
    ['0', 0],
    ['90', 90],
    [' 900 ', 900],
    ['007', 7],
  ])('%j are %s', (text, seconds) => expect(readSeconds(text)).toBe(seconds));

  it.each(['', ' ', '-1', '901', '1.5', '1e2', '99999999999', '٣', 'a minute'])('%j are refused', (text) =>
    expect(readSeconds(text)).toBeNull(),
  );

  it('end where the server’s contract ends', () => {
    const settings = { mayLeaveOut: false, recordingsFor: 'own' };
    expect(safeParse(callSettingsSchema, { ...settings, wrapUpSeconds: MOST_SECONDS }).success).toBe(true);
    expect(safeParse(callSettingsSchema, { ...settings, wrapUpSeconds: MOST_SECONDS + 1 }).success).toBe(false);
  });
});

describe('recording', () => {
  it('is not believed of a server that is too old for it', () => {
    expect(surelyRecorded(true, { ok: true, value: {} })).toMatchObject({
      ok: false,
      problem: { code: 'update-server' },
    });
    expect(surelyRecorded(true, { ok: true, value: { record: true } }).ok).toBe(true);
    expect(surelyRecorded(false, { ok: true, value: {} }).ok).toBe(true);
  });
});
