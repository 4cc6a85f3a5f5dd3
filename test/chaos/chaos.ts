import { eventually } from '#test/support/eventually.ts';
import { type Ran, runCall } from './chaos-run.ts';
import { type ChaosWorld, openChaosWorld } from './chaos-world.ts';
import { type Faults, faultsAtRest, faultsOfEnding, faultsOfLog, LAST_REPORTS_MS, TERMINAL_MS } from './judge.ts';

export interface ChaosOptions {
  runs: number;
  seed: number;
  /** Leaves out `kills`, `webhooks` or `rest`, to see which of them a failure needs. */
  without?: string;
  say(line: string): void;
  /** After each run, with what it took in real time. */
  told?(ran: Ran, ms: number): void;
  /** The log of a run that failed. */
  show?(log: readonly string[]): void;
}

export interface ChaosResult {
  runs: number;
  seed: number;
  kills: number;
  failed: { seed: number; flows: string; faults: Faults }[];
}

/** So many calls share a world: each leaves it as it found it. */
const RUNS_A_WORLD = 25;
/** Longer than an agent has to note a call. */
const NOTED_MS = 11 * 60_000;
const WRITTEN_WITHIN_MS = 30_000;

/** So many random calls, each from its own seed, one after the other. */
export async function chaos({ runs, seed, say, show, told, without }: ChaosOptions): Promise<ChaosResult> {
  const result: ChaosResult = { runs, seed, kills: 0, failed: [] };
  for (let from = 0; from < runs; from += RUNS_A_WORLD) {
    const world = await openChaosWorld();
    const all: Ran[] = [];
    const fail = (ran: Ran, faults: Faults) => {
      if (faults.length === 0) return;
      const { seed, flows, direction } = ran.plan;
      result.failed.push({ seed, flows: `${direction} ${flows.join(' + ')}`, faults });
      say(`seed ${seed} (${direction}, ${flows.join(' + ')}, ${ran.kills} kills): ${faults.join('; ')}`);
      show?.(ran.log);
    };
    try {
      for (let n = from; n < Math.min(runs, from + RUNS_A_WORLD); n += 1) {
        const started = performance.now();
        const ran = await runCall(world, seed + n, without ? { without } : {});
        result.kills += ran.kills;
        await world.pass(TERMINAL_MS);
        const faults = await faultsAtRest(world, ran);
        await world.pass(LAST_REPORTS_MS);
        faults.push(...(await faultsOfEnding(world, ran)));
        told?.(ran, performance.now() - started);
        fail(ran, faults);
        if (faults.length > 0) await sweepAway(world);
        else all.push(ran);
      }
      await allWritten(world, all);
      for (const ran of all) fail(ran, await faultsOfLog(world, ran));
    } finally {
      await world.stop();
    }
  }
  return result;
}

/** What a failed run has left behind must not fail the next. */
async function sweepAway({ twilio, db }: ChaosWorld): Promise<void> {
  for (const sid of twilio.control.liveLegs()) twilio.control.hangUp(sid);
  await db.deleteFrom('calls').where('state', '!=', 'ended').execute();
}

/** The time to note a call is over, and what it brings to the CRM is there. */
async function allWritten(world: ChaosWorld, all: readonly Ran[]): Promise<void> {
  await world.clock.leap(NOTED_MS);
  const right = async () => {
    await world.pass(5_000);
    for (const ran of all) if ((await faultsOfLog(world, ran)).length > 0) return false;
    return true;
  };
  await eventually('all is written', right, WRITTEN_WITHIN_MS).catch(() => undefined);
}
