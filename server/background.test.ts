import { expect, it } from 'vitest';
import { BackgroundWork } from './background.ts';
import { openLog, silentLog } from './log.ts';

it('waits for what runs, and for what that has begun meanwhile', async () => {
  const background = new BackgroundWork(silentLog);
  const done: string[] = [];
  const first = Promise.withResolvers<void>();
  const second = Promise.withResolvers<void>();
  background.start('first', async () => {
    await first.promise;
    background.own(second.promise.then(() => done.push('second')));
    done.push('first');
  });
  const ending = background.end(15_000);
  first.resolve();
  await first.promise;
  setImmediate(() => second.resolve());
  expect(await ending).toBe(0);
  expect(done).toEqual(['first', 'second']);
});

it('begins nothing once it has ended', async () => {
  const background = new BackgroundWork(silentLog);
  await background.end(0);
  let begun = false;
  background.start('late', async () => {
    begun = true;
  });
  expect(begun).toBe(false);
});

it('says how much is left when the time is over', async () => {
  const background = new BackgroundWork(silentLog);
  background.start('endless', () => new Promise(() => undefined));
  expect(await background.end(10)).toBe(1);
});

it.each([
  ['rejects', () => Promise.reject(new Error('no luck'))],
  [
    'throws',
    () => {
      throw new Error('no luck');
    },
  ],
])('logs work that %s under its name, and is done with it', async (_, work) => {
  const lines: string[] = [];
  const background = new BackgroundWork(openLog((line) => lines.push(line)));
  background.start('screen pop', work);
  expect(await background.end(1_000)).toBe(0);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/"work":"screen pop".*no luck/);
});

it('leaves the failure of owned work to whoever handles it', async () => {
  const background = new BackgroundWork(silentLog);
  await expect(background.own(Promise.reject(new Error('hers')))).rejects.toThrow('hers');
  expect(await background.end(0)).toBe(0);
});
