import { describe, expect, it } from 'vitest';
import {
  type Draft,
  discarded,
  type Editing,
  edited,
  isLive,
  isUntouched,
  opened,
  rebased,
  redone,
  saved,
  undone,
} from '#extension/views/flow/draft.ts';
import { newFlow } from '#shared/call-flow/new-flow.ts';

const flow = newFlow('es-ES', 'Europe/Madrid');
const named = (name: string): Draft => ({ name, flow });
const live = named('Madrid');
const open = (): Editing => opened(live, 3, live);
const typed = (editing: Editing, ...names: string[]) =>
  names.reduce((now, name) => edited(now, named(name), 'name'), editing);

describe('undo and redo', () => {
  it('take back what was typed into one field as one step, and put it back', () => {
    const after = typed(open(), 'Madrid 2', 'Madrid 24');
    expect(undone(after).now.name).toBe('Madrid');
    expect(redone(undone(after)).now.name).toBe('Madrid 24');
  });

  it('keep two fields apart, and what is typed after an undo too', () => {
    const two = edited(typed(open(), 'A'), { name: 'A', flow: { ...flow, record: true } }, 'record');
    expect(undone(two).now).toEqual(named('A'));
    const again = typed(undone(typed(open(), 'A', 'AB')), 'X');
    expect(undone(again).now.name).toBe('Madrid');
  });

  it('forget the future once something else is done', () => {
    const other = typed(undone(typed(open(), 'A')), 'B');
    expect(redone(other)).toBe(other);
  });

  it('do nothing where there is nothing', () => {
    const fresh = open();
    expect(undone(fresh)).toBe(fresh);
    expect(redone(fresh)).toBe(fresh);
  });

  it('are not filled by what changes nothing', () => {
    const fresh = open();
    expect(edited(fresh, { name: 'Madrid', flow: { ...flow } })).toBe(fresh);
  });
});

describe('what callers hear', () => {
  it('is what was saved, not what is being made of it', () => {
    expect(isLive(open())).toBe(true);
    expect(isLive(typed(open(), 'A'))).toBe(false);
    expect(isLive(opened(null, null, live))).toBe(false);
    expect(isUntouched(opened(null, null, live))).toBe(true);
  });

  it('comes back when the changes are thrown away, and that can be undone', () => {
    const back = discarded(typed(open(), 'A'));
    expect(isLive(back)).toBe(true);
    expect(undone(back).now.name).toBe('A');
  });

  it('does not take along what was typed while it was being saved', () => {
    const sending = typed(open(), 'A');
    const meanwhile = typed(sending, 'AB');
    const after = saved(meanwhile, named('A'), 4, sending.now);
    expect(after).toMatchObject({ basedOn: 4, now: { name: 'AB' } });
    expect(isLive(after)).toBe(false);
    expect(isLive(saved(sending, named('A'), 4, sending.now))).toBe(true);
  });
});

describe('when somebody else saved meanwhile', () => {
  const theirs = named('Theirs');
  it('mine go on over theirs', () => {
    expect(rebased(typed(open(), 'A'), theirs, 7, 'mine')).toMatchObject({
      basedOn: 7,
      now: { name: 'A' },
      live: theirs,
    });
  });

  it('theirs take the place of mine, which an undo brings back', () => {
    const taken = rebased(typed(open(), 'A'), theirs, 7, 'theirs');
    expect(isLive(taken)).toBe(true);
    expect(undone(taken).now.name).toBe('A');
  });
});

it('a draft that was kept can be undone to what callers hear', () => {
  expect(undone(opened(live, 3, live, named('Kept'))).now).toEqual(live);
  expect(discarded(opened(null, null, live, named('Kept'))).now).toEqual(live);
});
