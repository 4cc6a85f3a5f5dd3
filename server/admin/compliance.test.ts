import { beforeEach, describe, expect, it } from 'vitest';
import { newSetUpLink } from '#server/agents/team.ts';
import { deleteDueRecordings } from '#server/calls/recording/recording-retention.ts';
import { adminDesk } from '#test/support/admin-desk.ts';
import { endedCall, recordedCall } from '#test/support/ended-call.ts';
import { CUSTOMER, LINE } from '#test/support/telephony.ts';

const desk = adminDesk();
const usual = { announce: true, offReason: null, words: {}, declineKey: null, autoPause: true, keepDays: null };
const get = async () => (await desk.ask('GET', '/compliance')).body;
const put = (settings: object) => desk.ask('PUT', '/compliance', settings);
const kinds = async () =>
  (await desk.context.db.selectFrom('changes').select(['kind', 'details']).orderBy('id').execute()).map(
    ({ kind, details }) => ({ kind, ...details }),
  );

beforeEach(() => newSetUpLink(desk.context));

describe('what people are told of recordings', () => {
  it('is careful until an administrator says otherwise', async () => {
    expect(await get()).toEqual({ ...usual, kept: { recordings: 0, seconds: 0 } });
  });

  it('is kept, cleaned, and written down', async () => {
    const wanted = { ...usual, words: { es: ' Grabamos.\u0000 ', en: '' }, declineKey: '*', keepDays: 365 };
    const kept = { ...wanted, words: { es: 'Grabamos.' } };
    expect(await put(wanted)).toEqual({ status: 200, body: kept });
    expect(await get()).toMatchObject(kept);
    expect(await kinds()).toEqual([{ kind: 'compliance-saved' }]);
    await put(wanted);
    expect(await kinds()).toHaveLength(1);
  });

  it('is switched off only with a reason, which is written down with who did it', async () => {
    for (const offReason of [null, '', '  '])
      expect(await put({ ...usual, announce: false, offReason })).toMatchObject({
        status: 400,
        body: { code: 'bad-request', field: 'offReason' },
      });
    expect(await get()).toMatchObject({ announce: true });
    expect(await put({ ...usual, announce: false, offReason: 'Our contracts say so.' })).toMatchObject({ status: 200 });
    expect(await put(usual)).toMatchObject({ status: 200, body: { offReason: null } });
    expect(await kinds()).toEqual([
      { kind: 'announcement-switched-off', reason: 'Our contracts say so.' },
      { kind: 'announcement-switched-on' },
    ]);
  });

  it('keeps what two administrators change at the same time', async () => {
    const off = { ...usual, announce: false, offReason: 'We ask by hand.' };
    await put(off);
    await put({ ...usual, keepDays: 30, basedOn: off });
    const later = { ...off, declineKey: '1', basedOn: off };
    expect(await put(later)).toEqual({ status: 200, body: { ...usual, keepDays: 30, declineKey: '1' } });
    expect(await get()).toMatchObject({ announce: true, offReason: null });
  });

  it.each([
    [{ ...usual, declineKey: '#' }, 'declineKey'],
    [{ ...usual, keepDays: 0 }, 'keepDays'],
    [{ ...usual, keepDays: 1.5 }, 'keepDays'],
    [{ ...usual, words: { spanish: 'x' } }, undefined],
    [{ ...usual, words: { es: 'x'.repeat(501) } }, undefined],
  ])('refuses %j', async (wrong, field) => {
    expect(await put(wrong)).toMatchObject({ status: 400, body: { code: 'bad-request', ...(field && { field }) } });
  });

  it('is nobody’s business but an administrator’s', async () => {
    expect(await desk.ask('GET', '/compliance', undefined, desk.ana)).toMatchObject({ status: 403 });
  });
});

describe('the recordings of one number', () => {
  const states = async () => {
    const rows = await desk.context.db.selectFrom('recordings').select(['call_id', 'state']).execute();
    return Object.fromEntries(rows.map(({ call_id, state }) => [call_id, state]));
  };

  it('are deleted when an administrator asks for it, which is written down; no others are', async () => {
    const id = await endedCall(desk.context, desk.ana);
    await recordedCall(desk.context, id);
    const other = await endedCall(desk.context, desk.ana);
    await recordedCall(desk.context, other);
    await desk.context.db.updateTable('calls').set({ number: LINE }).where('id', '=', other).execute();
    const asked = await desk.ask('POST', '/recordings/erase', { number: CUSTOMER });
    expect(asked).toMatchObject({ status: 200, body: { recordings: 1, attached: 0 } });
    // Twilio is not connected here: it is done once it can be.
    expect(await states()).toEqual({ [id]: 'completed', [other]: 'completed' });
    await desk.connect();
    await deleteDueRecordings(desk.context);
    expect(await states()).toEqual({ [id]: 'gone', [other]: 'completed' });
    expect(await kinds()).toContainEqual({ kind: 'recordings-erased', recordings: 1 });
    expect((await desk.ask('POST', '/recordings/erase', { number: CUSTOMER })).body).toMatchObject({ recordings: 0 });
  });

  it('are deleted by themselves once they are too old, and not a day before', async () => {
    const id = await endedCall(desk.context, desk.ana);
    await recordedCall(desk.context, id);
    await desk.connect();
    await put({ ...usual, keepDays: 30 });
    await deleteDueRecordings(desk.context);
    expect(await states()).toEqual({ [id]: 'completed' });
    await desk.context.clock.turn(31 * 86_400_000);
    await deleteDueRecordings(desk.context);
    expect(await states()).toEqual({ [id]: 'gone' });
  });

  it('are asked for by a number that is one', async () => {
    expect(await desk.ask('POST', '/recordings/erase', { number: 'Laura' })).toMatchObject({
      status: 422,
      body: { field: 'number' },
    });
  });
});
