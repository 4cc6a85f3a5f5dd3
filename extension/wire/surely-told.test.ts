import { beforeEach, describe, expect, it } from 'vitest';
import { type SurelyTold, surelyTold } from './surely-told.ts';

const TAKEN = { ok: true, value: {} };
const first = { kind: 'publish', snapshot: 1 };
const second = { kind: 'publish', snapshot: 2 };

/** What workers heard, and how each message ends that was not answered yet, in order. */
let heard: object[];
let open: { take(): void; refuse(): void; die(): void }[];
let told: SurelyTold;

beforeEach(() => {
  [heard, open] = [[], []];
  told = surelyTold((message) => {
    heard.push(message);
    return new Promise((resolve, reject) =>
      open.push({
        take: () => resolve(TAKEN),
        refuse: () => resolve(undefined),
        die: () => reject(new Error('The message port closed before a response was received.')),
      }),
    );
  });
});

/** The oldest message that is still open ends so. */
async function next(end: 'take' | 'refuse' | 'die'): Promise<void> {
  open.shift()?.[end]();
  await new Promise((resolve) => setImmediate(resolve));
}

describe('what the background must come to know', () => {
  it('is told once when it is taken, and not again to a worker that starts later', async () => {
    told.tell('softphone', first);
    await next('take');
    told.report();
    expect(heard).toEqual([first]);
  });

  it('is told at once to the worker that follows the one that died over it', async () => {
    told.tell('softphone', first);
    await next('die');
    expect(heard).toEqual([first, first]);
    await next('take');
    told.report();
    expect(heard).toHaveLength(2);
  });

  it('is owed to whichever worker asks when two have died over it', async () => {
    told.tell('softphone', first);
    await next('die');
    await next('die');
    expect(heard).toHaveLength(2);
    told.report();
    await next('take');
    told.report();
    expect(heard).toEqual([first, first, first]);
  });

  it('is not told twice at a time: the worker that a message has started asks for a report first', async () => {
    told.tell('softphone', first);
    told.report();
    expect(heard).toEqual([first]);
  });

  it('is never told after what followed it', async () => {
    told.tell('softphone', first);
    told.tell('softphone', second);
    await next('die');
    expect(heard).toEqual([first, second]);
    await next('take');
    told.report();
    expect(heard).toEqual([first, second]);
  });

  it('stays owed when the answer to what it replaced comes late', async () => {
    told.tell('softphone', first);
    told.tell('softphone', second);
    await next('take');
    await next('refuse');
    told.report();
    expect(heard).toEqual([first, second, second]);
  });

  it('is not pressed upon a worker that lives and does not take it', async () => {
    told.tell('softphone', first);
    await next('refuse');
    expect(heard).toEqual([first]);
  });

  it('is owed of each subject by itself', async () => {
    told.tell('softphone', first);
    told.tell('session', second);
    await next('die');
    await next('die');
    await next('die');
    await next('die');
    told.report();
    expect(heard.slice(-2)).toEqual([first, second]);
  });
});
