import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Background, BackgroundWork } from '#server/background.ts';
import type { Storage } from '#server/database/storage.ts';
import { openLog } from '#server/log.ts';
import { onBothEngines } from '#test/support/both-engines.ts';
import { TurnableClock } from '#test/support/clock.ts';
import { eventually } from '#test/support/eventually.ts';
import { everyRound, takeRound } from './rounds.ts';

const EVERY_MS = 30_000;

onBothEngines((open) => {
  let storage: Storage;
  let clock: TurnableClock;
  let backgrounds: BackgroundWork[];
  let logged: string[];
  let atWork: number;

  beforeEach(async () => {
    storage = await open();
    clock = new TurnableClock();
    backgrounds = [];
    logged = [];
    atWork = 0;
  });
  afterEach(async () => {
    for (const background of backgrounds) await background.end(5_000);
    await storage.close();
  });

  /** A server process on the same database; `stop` ends it between two rounds, as a crash would. */
  function startProcess(work: () => Promise<void>) {
    const stop = new AbortController();
    const owner = new BackgroundWork(openLog((line) => logged.push(line)));
    backgrounds.push(owner);
    const background: Background = {
      own: (running) => owner.own(running),
      start: (name, round) => owner.start(name, () => counted(round)),
    };
    everyRound({ background, clock, db: storage.db, stopping: stop.signal }, 'sweep', EVERY_MS, work);
    return { stop: () => stop.abort() };
  }

  async function counted(round: () => Promise<unknown>): Promise<void> {
    atWork++;
    await round().finally(() => atWork--);
  }

  /** One round of the clock; then every process waits for the next. */
  async function turn(): Promise<void> {
    await clock.turn(EVERY_MS);
    await eventually('nobody is at work', () => atWork === 0);
  }

  it('is done once a round, however many processes there are', async () => {
    const done: string[] = [];
    for (const name of ['first', 'second', 'third']) startProcess(async () => void done.push(name));
    await turn();
    expect(done).toHaveLength(1);
    await turn();
    expect(done).toHaveLength(2);
  });

  it('is done by another process when the one that did it has died', async () => {
    const done: string[] = [];
    const first = startProcess(async () => void done.push('first'));
    await turn();
    expect(done).toEqual(['first']);
    first.stop();
    startProcess(async () => void done.push('second'));
    await turn();
    expect(done).toEqual(['first', 'second']);
  });

  it('is tried again in the next round after it has failed, and says why', async () => {
    let tries = 0;
    startProcess(async () => {
      tries++;
      throw new Error('the CRM is away');
    });
    await turn();
    await turn();
    expect(tries).toBe(2);
    expect(logged.join()).toContain('the CRM is away');
  });

  it('goes to one of those who reach for it at the same moment', async () => {
    const needs = { clock, db: storage.db };
    const taken = await Promise.all([1, 2, 3, 4].map(() => takeRound(needs, 'sweep', EVERY_MS)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await takeRound(needs, 'another', EVERY_MS)).toBe(true);
  });

  it('does not wait for a process whose clock was hours ahead', async () => {
    const ahead = new TurnableClock(new Date(clock.now().getTime() + 3 * 3_600_000));
    expect(await takeRound({ clock: ahead, db: storage.db }, 'sweep', EVERY_MS)).toBe(true);
    expect(await takeRound({ clock, db: storage.db }, 'sweep', EVERY_MS)).toBe(true);
  });
});
