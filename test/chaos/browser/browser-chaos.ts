import { agentApi } from '#shared/api/agent-api.ts';
import type { WrapUpDraft } from '#shared/call/wrap-up.ts';
import type { CallId } from '#shared/ids.ts';
import { type Faults, faultsAtRest, faultsOfEnding, faultsOfLog, TERMINAL_MS } from '#test/chaos/judge.ts';
import { ask } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import { LAURA_ID } from '#test/zoho/data/seed-records.ts';
import { type BrowserRan, runBrowserCall } from './browser-run.ts';
import { type BrowserWorld, openBrowserWorld } from './browser-world.ts';

export interface BrowserChaosOptions {
  runs: number;
  seed: number;
  say(line: string): void;
  /** After each run, with what it took. */
  told?(ran: BrowserRan, ms: number): void;
  /** What the server said, where a run failed. */
  show?(said: string): void;
}

export interface BrowserChaosResult {
  runs: number;
  seed: number;
  faults: number;
  /** How many holds, transfers and recordings came to what was asked: a world in which nothing works has no faults either. */
  settled: number;
  failed: { seed: number; plan: string; faults: Faults }[];
}

const WRITTEN_WITHIN_MS = 30_000;
const NOTHING_NOTED: WrapUpDraft = {
  outcome: null,
  description: '',
  followUpCall: null,
  followUpTask: null,
  record: { kind: 'contact', id: LAURA_ID },
  log: true,
};

/** So many random calls, one after the other, in one browser; all are judged once the last one has come to rest. */
export async function browserChaos(options: BrowserChaosOptions): Promise<BrowserChaosResult> {
  const { runs, seed, say, show, told } = options;
  const result: BrowserChaosResult = { runs, seed, faults: 0, settled: 0, failed: [] };
  const world = await openBrowserWorld();
  const all: BrowserRan[] = [];
  try {
    for (let n = 0; n < runs; n += 1) {
      const started = performance.now();
      const ran = await runBrowserCall(world, seed + n).catch((error: unknown) => {
        throw new Error(`seed ${seed + n}: ${error instanceof Error ? error.message : error}`, { cause: error });
      });
      result.faults += ran.plan.faults.length;
      all.push(ran);
      told?.(ran, performance.now() - started);
    }
    await atRest(world, all);
    result.settled = await settled(world);
    await save(world, all);
    await written(world, all);
    for (const ran of all) {
      const faults = [...ran.faults, ...(await faultsOfAll(world, ran)), ...(await faultsOfLog(world, ran))];
      if (faults.length === 0) continue;
      const plan = describe(ran);
      result.failed.push({ seed: ran.plan.seed, plan, faults });
      say(`seed ${ran.plan.seed} (${plan}): ${faults.join('; ')}`);
    }
  } finally {
    if (result.failed.length > 0) show?.(world.processes.said());
    await world.stop();
  }
  return result;
}

export const describe = ({ plan }: BrowserRan): string =>
  `${plan.direction}, ${plan.flows.join(' + ')}, ${plan.faults.map(({ what, step }) => `${what} at ${step}`).join(' + ')}, ${plan.ending}`;

const faultsOfAll = async (world: BrowserWorld, ran: BrowserRan): Promise<Faults> => [
  ...(await faultsAtRest(world, ran)),
  ...(await faultsOfEnding(world, ran)),
];

const noFaults =
  (all: readonly BrowserRan[], judge: (ran: BrowserRan) => Promise<Faults>): (() => Promise<boolean>) =>
  async () => {
    for (const ran of all) if ((await judge(ran)).length > 0) return false;
    return true;
  };

/** A minute after the last one nothing is open any more; whatever is, is a fault. */
const atRest = (world: BrowserWorld, all: readonly BrowserRan[]) =>
  eventually(
    'all is at rest',
    noFaults(all, (ran) => faultsOfAll(world, ran)),
    TERMINAL_MS,
  ).catch(() => undefined);

const written = (world: BrowserWorld, all: readonly BrowserRan[]) =>
  eventually(
    'all is written',
    noFaults(all, (ran) => faultsOfLog(world, ran)),
    WRITTEN_WITHIN_MS,
  ).catch(() => undefined);

/** Whoever had a call saves it as it is; what nobody had talked in needs no saving. */
async function save(world: BrowserWorld, all: readonly BrowserRan[]): Promise<void> {
  const token = await world.ana.token();
  for (const { callId } of all) {
    if (callId === null) continue;
    const input = { draft: NOTHING_NOTED, edit: 1_000 };
    const kens = await isKens(world, callId);
    if (kens) await world.ken.ask(agentApi.saveWrapUp, input, { id: callId });
    else await ask(world.processes.origin, token, agentApi.saveWrapUp, input, { id: callId });
  }
}

async function settled({ db }: BrowserWorld): Promise<number> {
  const { count } = await db
    .selectFrom('call_events')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('kind', '=', 'settled')
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function isKens({ db, ken }: BrowserWorld, id: CallId): Promise<boolean> {
  const row = await db.selectFrom('calls').select('agent_id').where('id', '=', id).executeTakeFirst();
  return row?.agent_id === ken.id;
}
