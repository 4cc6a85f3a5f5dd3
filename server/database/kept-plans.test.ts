import { expect, it } from 'vitest';
import { PlanNames } from './kept-plans.ts';

const asked = (names: PlanNames, text: string, times: number) =>
  Array.from({ length: times }, () => names.nameOf(text)).at(-1);

it('names what is asked again and again, and by the same name each time', () => {
  const names = new PlanNames();
  expect(asked(names, 'select 1', 2)).toBeUndefined();
  const name = names.nameOf('select 1');
  expect(name).toBeDefined();
  expect(names.nameOf('select 1')).toBe(name);
  expect(asked(names, 'select 2', 3)).not.toBe(name);
});

it('names nothing whose columns another version of the database may change, and nothing that has no plan', () => {
  const names = new PlanNames();
  for (const text of ['select * from "calls"', 'insert into "a" values (1) returning *', 'begin', 'listen sidetone'])
    expect(asked(names, text, 10)).toBeUndefined();
});

it('does not name ever more', () => {
  const names = new PlanNames();
  const given = Array.from({ length: 5_000 }, (_, n) => asked(names, `select ${n}`, 4));
  expect(new Set(given.filter((name) => name !== undefined)).size).toBe(200);
});
