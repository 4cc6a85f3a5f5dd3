import { expect, it } from 'vitest';
import { systemClock } from './time.ts';

it('runs a task once its time has come', async () => {
  const ran = await new Promise((resolve) => systemClock.after(1, () => resolve('ran')));
  expect(ran).toBe('ran');
});

it('rejects a sleep whose signal is aborted, with the reason', async () => {
  const stop = new AbortController();
  const sleeping = systemClock.sleep(60_000, stop.signal);
  stop.abort(new Error('stopped'));
  await expect(sleeping).rejects.toThrow('stopped');
});
