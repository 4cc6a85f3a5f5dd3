import { beforeEach, expect, it } from 'vitest';
import { TurnableClock } from '#test/support/clock.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { Together } from './together.ts';

interface Work {
  ids: string[];
  end(): void;
  fail(error: unknown): void;
}

let clock: TurnableClock;
let works: Work[];
let together: Together<{ id: string }, string>;

beforeEach(() => {
  clock = new TurnableClock();
  works = [];
  together = new Together(
    clock,
    (all) =>
      new Promise((resolve, reject) => {
        const ids = all.map(({ id }) => id);
        const end = () => resolve(new Map(ids.filter((id) => id !== 'unknown').map((id) => [id, `${id}’s`])));
        works.push({ ids, end, fail: reject });
      }),
  );
});

const ask = (...ids: string[]) => ids.map((id) => together.ask({ id }));
const begun = (count: number) =>
  eventually(`${count} works are begun`, () => (works.length === count ? works[count - 1] : undefined));
const idsOf = () => works.map(({ ids }) => ids);

it('does at once what is asked at once, and then what was asked meanwhile', async () => {
  const first = ask('a', 'b', 'unknown');
  const one = await begun(1);
  const second = ask('c', 'd');
  await nothingHappens('another one begins', () => works.length > 1);
  one.end();
  expect(await Promise.all(first)).toEqual(['a’s', 'b’s', undefined]);
  (await begun(2)).end();
  expect(await Promise.all(second)).toEqual(['c’s', 'd’s']);
  expect(idsOf()).toEqual([
    ['a', 'b', 'unknown'],
    ['c', 'd'],
  ]);
});

it('tells all who asked for it that a work has failed, and goes on', async () => {
  const failed = Promise.allSettled(ask('a', 'b'));
  (await begun(1)).fail(new Error('no connection'));
  expect((await failed).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const [next] = ask('c');
  (await begun(2)).end();
  expect(await next).toBe('c’s');
});

it('begins another one where one takes long, and four at most', async () => {
  const asked = [];
  for (const [index, id] of ['a', 'b', 'c', 'd'].entries()) {
    asked.push(...ask(id));
    await begun(index + 1);
    await clock.turn(50);
  }
  asked.push(...ask('e', 'f'));
  await nothingHappens('a fifth one begins', () => works.length > 4);
  works[1]?.end();
  (await begun(5)).end();
  for (const work of works) work.end();
  expect(await Promise.all(asked)).toEqual(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => `${id}’s`));
  expect(idsOf().at(-1)).toEqual(['e', 'f']);
  expect(clock.untilNext()).toBe(Number.POSITIVE_INFINITY);
});

it('begins what waits already as soon as one takes long', async () => {
  const [slow] = ask('slow');
  await begun(1);
  const [quick] = ask('quick');
  await clock.turn(49);
  expect(works).toHaveLength(1);
  await clock.turn(1);
  (await begun(2)).end();
  expect(await quick).toBe('quick’s');
  works[0]?.end();
  expect(await slow).toBe('slow’s');
});
