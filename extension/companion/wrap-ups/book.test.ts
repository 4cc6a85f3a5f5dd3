import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type CallView, callViewSchema } from '#extension/wire/snapshots.ts';
import { type WrapUp, wrapUpSchema } from '#shared/api/agent-api.ts';
import { EMPTY_DRAFT } from '#shared/call/wrap-up.ts';
import { agentIdSchema, callIdSchema } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { callId, endedCall, knownParty, liveCall, ringingCall } from '#test/support/chrome/snapshots.ts';
import { type Book, EMPTY_BOOK } from './book.schema.ts';
import { begun, edited, keptOf, put, saved, sent, taken, withCall, withList } from './book.ts';
import { fixedOf, pauseEnd, shownOf } from './book-view.ts';
import { dueErrands } from './sending.ts';

const ana = v.parse(agentIdSchema, 'u_0123456789abcdef0123');
const ken = v.parse(agentIdSchema, 'u_0123456789abcdef0124');
const id = v.parse(callIdSchema, ringingCall().id);
const now = new Date('2026-03-02T09:01:10Z');
const ended = (how = 'they-hung-up', more: object = {}): CallView =>
  v.parse(callViewSchema, { ...endedCall(how), talkedSeconds: how === 'they-hung-up' ? 55 : 0, ...more });

const told = (more: Partial<WrapUp> = {}): WrapUp =>
  v.parse(wrapUpSchema, {
    ...{ callId: id, direction: 'incoming', disposition: 'answered', number: '+34600111222' },
    ...{ startedAt: '2026-03-02T09:00:00Z', endedAt: '2026-03-02T09:01:00Z', talkedSeconds: 55 },
    ...{ draft: EMPTY_DRAFT, edit: 0, record: null, matches: [], state: 'open' },
    ...{ problem: null, nextTryAt: null, recording: 'none', ...more },
  });

const must = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('there is no such wrap-up');
  return value;
};
const noted = (book: Book, description: string) => must(edited(book, ana, id, { description }));

describe('the window of a call', () => {
  it.each([
    ['an answered call', ended(), true],
    ['an outgoing call that nobody answered', ended('no-answer', { direction: 'outgoing' }), true],
    ['an outgoing call that was busy', ended('busy', { direction: 'outgoing' }), true],
    ['a missed call', ended('gave-up'), false],
    ['a declined call', ended('declined'), false],
    ['a call that a colleague answered', ended('elsewhere'), false],
    ['a call without the server’s id', ended('they-hung-up', { id: null }), false],
    ['a call that a colleague was given', ended('passed-on', { answeredBy: 'Ken', talkedSeconds: 55 }), false],
    ['a call that still rings a colleague', ended('passed-on', { talkedSeconds: 55 }), false],
    ['a running call', liveCall(), false],
  ])('opens after %s: %#', (_, view, opens) => {
    expect(withCall(EMPTY_BOOK, ana, view).shown).toBe(opens ? id : null);
  });

  it('closes, with what she noted, once a colleague has the call', () => {
    const book = sent(noted(withCall(EMPTY_BOOK, ana, ended()), '12 vans'), id, 1);
    const given = withCall(book, ana, ended('passed-on', { answeredBy: 'Ken', talkedSeconds: 55 }));
    expect([given.shown, given.kept]).toEqual([null, []]);
  });

  it('closes then, too, with words that the server does not have yet: they are sent after the call', () => {
    const book = noted(withCall(EMPTY_BOOK, ana, ended()), '12 vans');
    const given = withCall(book, ana, ended('passed-on', { answeredBy: 'Ken', talkedSeconds: 55 }));
    expect(given.shown).toBeNull();
    expect(dueErrands(given, ana, now)).toMatchObject([{ what: 'keep', kept: { draft: { description: '12 vans' } } }]);
    expect(withList(sent(given, id, 1), ana, [], null).kept).toEqual([]);
  });

  it('opens after a call that was cut off with her browser, once, with what she noted', () => {
    const noting = noted(begun(EMPTY_BOOK, ana, liveCall()), '12 vans');
    const book = withList(noting, ana, [told({ cutOff: true })], null);
    expect(book.shown).toBe(id);
    expect(shownOf(book, ana)).toMatchObject([{ cutOff: true, draft: { description: '12 vans' } }]);
    expect(withList({ ...book, shown: null }, ana, [told({ cutOff: true })], null).shown).toBeNull();
    expect(withList(EMPTY_BOOK, ana, [told()], null).shown).toBeNull();
  });

  it('waits while it is not known who gets the call, and opens when nobody does', () => {
    const running = noted(begun(EMPTY_BOOK, ana, liveCall()), '12 vans');
    const rings = withCall(running, ana, ended('passed-on', { talkedSeconds: 55 }));
    expect(rings.shown).toBeNull();
    const hers = withCall(rings, ana, ended());
    expect([hers.shown, keptOf(hers, id)?.draft.description]).toEqual([id, '12 vans']);
  });

  it('opens with the note that came with a call which a colleague gave her', () => {
    const draft = { ...EMPTY_DRAFT, description: '12 vans' };
    const given = withList(EMPTY_BOOK, ana, [told({ draft, edit: 3, endedAt: null })], now.toISOString());
    const book = withCall(given, ana, ended());
    expect([book.shown, keptOf(book, id)?.draft.description, keptOf(book, id)?.edit]).toEqual([id, '12 vans', 3]);
    expect(keptOf(withCall(given, ken, ended()), id)?.draft.description).toBe('');
  });

  it('opens once, however often the softphone says that the call has ended', () => {
    const closed = { ...withCall(EMPTY_BOOK, ana, ended()), shown: null };
    expect(withCall(closed, ana, ended()).shown).toBeNull();
  });

  it('does not come back after it was saved', () => {
    const done = taken(saved(withCall(EMPTY_BOOK, ana, ended()), id), id, 0, told({ state: 'writing' }));
    expect(withCall(done, ana, ended())).toMatchObject({ shown: null, kept: [] });
  });

  it('goes on with what she noted during the call', () => {
    const typed = noted(begun(EMPTY_BOOK, ana, liveCall()), '12 vans');
    const [shown] = shownOf(withCall(typed, ana, ended()), ana);
    expect(shown).toMatchObject({ state: 'open', talkedSeconds: 55, draft: { description: '12 vans' } });
  });

  it('keeps calls away for the team’s time, counted from the end of the call', () => {
    const book = withCall(EMPTY_BOOK, ana, ended());
    expect(pauseEnd(book, id, 60, now)).toBe('2026-03-02T09:02:00.000Z');
    expect(pauseEnd(book, id, 10, now)).toBeNull();
    expect(pauseEnd(book, id, 0, now)).toBeNull();
  });
});

describe('the record that it goes to', () => {
  const [first, second] = [
    { kind: 'contact', id: '501100000' } as const,
    { kind: 'contact', id: '501100001' } as const,
  ];
  it('is the call’s, also when that becomes known only after the first word', () => {
    const typed = noted(
      begun(EMPTY_BOOK, ana, liveCall({ party: { ...knownParty(), match: { state: 'looking' } } })),
      'x',
    );
    const later = withCall(typed, ana, v.parse(callViewSchema, liveCall({ party: knownParty('Luis') })));
    expect(keptOf(later, id)?.draft.record).toEqual(first);
    expect(shownOf(later, ana)[0]?.record?.name).toBe('Luis');
  });

  it('is hers to choose, and stays so', () => {
    const book = must(
      edited(begun(EMPTY_BOOK, ana, liveCall({ party: knownParty('Luis') })), ana, id, { record: second }),
    );
    expect(keptOf(withCall(book, ana, ended('they-hung-up', { party: knownParty('Luis') })), id)?.draft.record).toEqual(
      second,
    );
  });
});

describe('beside the server', () => {
  it('what she changed here since is newer, and is owed', () => {
    const book = withList(noted(withCall(EMPTY_BOOK, ana, ended()), 'mine'), ana, [told({ edit: 0 })], null);
    expect(shownOf(book, ana)[0]?.draft.description).toBe('mine');
    expect(dueErrands(book, ana, now).map(({ what }) => what)).toEqual(['keep']);
  });

  it('what she changed on another computer is newer', () => {
    const other = told({ edit: 9, draft: { ...EMPTY_DRAFT, description: 'there' } });
    const book = withList(noted(withCall(EMPTY_BOOK, ana, ended()), 'here'), ana, [other], null);
    expect(shownOf(book, ana)[0]?.draft.description).toBe('there');
    expect(keptOf(noted(book, 'here again'), id)?.edit).toBe(10);
  });

  it('a draft that the server has, of a call that is finished elsewhere, is forgotten; one that it lacks never', () => {
    const sentAll = { ...withCall(EMPTY_BOOK, ana, ended()), shown: null };
    expect(withList(sentAll, ana, [], null).kept).toEqual([]);
    expect(withList(noted(sentAll, 'unsent'), ana, [], null).kept).toHaveLength(1);
    expect(withList(saved(sentAll, id), ana, [], null).kept).toHaveLength(1);
  });

  it('is never taken away under her eyes', () => {
    expect(withList(withCall(EMPTY_BOOK, ana, ended()), ana, [], null).kept).toHaveLength(1);
  });

  it('words typed while the save was on its way are owed still', () => {
    const sending = saved(noted(withCall(EMPTY_BOOK, ana, ended()), 'one'), id);
    const book = taken(noted(sending, 'two'), id, 1, told({ edit: 1, state: 'writing' }));
    expect(dueErrands(book, ana, now)).toMatchObject([{ what: 'save', kept: { draft: { description: 'two' } } }]);
  });

  it('what waits says why; what was refused is tried again only when somebody asks', () => {
    const sending = saved(withCall(EMPTY_BOOK, ana, ended()), id);
    const kept = must(keptOf(sending, id));
    const away = put(sending, { ...kept, problem: problem('server-away', '…'), nextTryAt: '2026-03-02T09:02:00Z' });
    expect(shownOf(away, ana)[0]).toMatchObject({ state: 'waiting', problem: { code: 'server-away' } });
    expect(dueErrands(away, ana, now)).toEqual([]);
    expect(dueErrands(away, ana, new Date('2026-03-02T09:02:00Z'))).toHaveLength(1);
    const refused = put(sending, { ...kept, problem: problem('bad-request', '…'), nextTryAt: null });
    expect(shownOf(refused, ana)[0]?.state).toBe('failed');
    expect(dueErrands(refused, ana, new Date('2027-01-01T00:00:00Z'))).toEqual([]);
  });

  it('what the server has for good can’t be changed; what the CRM has refused can', () => {
    const fixed = withList(EMPTY_BOOK, ana, [told({ state: 'waiting' })], null);
    expect(fixedOf(fixed, shownOf(fixed, ana))).toEqual([id]);
    expect(edited(fixed, ana, id, { description: 'x' })).toBeUndefined();
    const failed = withList(EMPTY_BOOK, ana, [told({ state: 'failed', edit: 4 })], null);
    expect(fixedOf(failed, shownOf(failed, ana))).toEqual([]);
    expect(keptOf(noted(failed, 'x'), id)).toMatchObject({ edit: 5, sentEdit: 4 });
  });
});

describe('another agent of the same browser', () => {
  it('sees nothing of it and sends nothing of it', () => {
    const book = noted(withCall(EMPTY_BOOK, ana, ended()), 'mine');
    expect(shownOf(book, ken)).toEqual([]);
    expect(dueErrands(book, ken, now)).toEqual([]);
    expect(edited(book, ken, id, { description: 'hers' })).toBeUndefined();
    expect(withList(book, ken, [], null).kept).toHaveLength(1);
  });
});

it('knows nothing of a call that it never saw', () => {
  expect(edited(EMPTY_BOOK, ana, v.parse(callIdSchema, callId(77)), { description: 'x' })).toBeUndefined();
});

it('what she noted in a call that ended while her browser was gone is the server’s once it has written it', () => {
  const running = begun(EMPTY_BOOK, ana, v.parse(callViewSchema, liveCall()));
  const book = sent(noted(running, '12 vans'), id, 1);
  const draft = { ...EMPTY_DRAFT, description: '12 vans' };
  const later = withList(book, ana, [told({ state: 'written', edit: 1, draft })], 'later');
  expect(shownOf(later, ana)).toMatchObject([{ state: 'written', endedAt: '2026-03-02T09:01:00Z', draft }]);
  // As long as the server does not say that it is over, it is hers to go on with.
  const on = withList(book, ana, [told({ endedAt: null, disposition: null, edit: 1, draft })], 'later');
  expect(on.kept).toHaveLength(1);
});
