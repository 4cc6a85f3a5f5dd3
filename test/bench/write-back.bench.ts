import { adminApi } from '#shared/api/admin-api.ts';
import { agentApi } from '#shared/api/agent-api.ts';
import { ALL_OF_IT, notedAt, onLaurasRecord } from '#test/stories/noted-call.ts';
import { lauraCalls, VOICE_HZ } from '#test/stories/stage.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import { must } from '#test/support/must.ts';
import { type ProcessWorld, startProcessWorld } from '#test/support/process-world.ts';
import { COMPANY_LINE } from '#test/support/world.ts';
import type { Bench, Figure, Say } from './bench.ts';
import { contactsOf, idleServer, plannedCalls, WRITES_A_CALL } from './ended-calls.ts';
import { median, p95, pairedDifferences } from './figures.ts';

const CALLS = 15;
/** As far away as a CRM is. */
const CRM_MS = 80;
const BACKLOG = 120;
const PROCESSES = 4;

export const writeBackBench: Bench = {
  name: 'write-back',
  about:
    'hang-up until everything is on the record, and how fast a backlog is written, by one and by four processes on PostgreSQL',
  needsBuild: false,
  onlyByName: false,
  async run(say) {
    const world = await startProcessWorld({ team: ['ana'], count: 1 });
    try {
      world.zoho.control.settings.atOnce = 0;
      const ana = await world.agent('ana', { whenRung: 'answers', afterSeconds: 0, toneHz: VOICE_HZ.ana });
      const landing = await measureLanding(world, ana, say);
      const one = await measureBacklog(world, ana, say);
      for (let more = 1; more < PROCESSES; more++) await world.processes.start();
      const four = await measureBacklog(world, ana, say);
      return {
        name: 'write-back',
        how: `${CALLS} recorded calls, every CRM request ${CRM_MS} ms; a backlog of ${BACKLOG} calls with ${WRITES_A_CALL} writes each; servers in processes of their own`,
        figures: [...landing, ...throughput(one, four)],
      };
    } finally {
      await world.stop();
    }
  },
};

interface Landing {
  tookMs: number;
  /** How long the CRM's requests took, one after the other. */
  crmMs: number;
  requests: number;
}

/** She saves while they still talk, so that nothing but hanging up is waited for; Twilio prepares recordings in no time. */
async function measureLanding(world: ProcessWorld, ana: TestAgent, say: Say): Promise<Figure[]> {
  const agentIds = [ana.id];
  const { faults } = world.zoho.control;
  await must(
    world.admin.ask(adminApi.saveIncomingNumber, { number: COMPANY_LINE, name: 'Madrid', agentIds, record: true }),
  );
  world.twilio.control.recordings.preparationMs = 0;
  const landings: Landing[] = [];
  for (let n = -1; n < CALLS; n++) {
    say(n < 0 ? 'warming up …' : `call ${n + 1} of ${CALLS} …`);
    faults.remove();
    const landing = await land(world, ana);
    if (n >= 0) landings.push(landing);
  }
  faults.remove();
  const took = landings.map(({ tookMs }) => tookMs);
  const crm = landings.map(({ crmMs }) => crmMs);
  const more = pairedDifferences(took, crm);
  const requests = median(landings.map((one) => one.requests));
  return [
    {
      what: 'hang-up → call, note, recording, follow-ups on the record, more than the CRM’s requests take',
      value: median(more),
      unit: 'ms',
      note: `p95 ${p95(more).toFixed(0)} ms; in all ${median(took).toFixed(0)} ms, of it ${median(crm).toFixed(0)} ms for ${requests} requests`,
    },
  ];
}

async function land(world: ProcessWorld, ana: TestAgent): Promise<Landing> {
  const { twilio, zoho } = world;
  const known = new Set(ana.calls.map(({ id }) => id));
  const recordings = twilio.control.recordings.list().length;
  const sid = lauraCalls(world);
  const call = await eventually('they talk', () =>
    ana.calls.find(({ id, state }) => state === 'talking' && !known.has(id)),
  );
  await eventually('it is recorded', () => twilio.control.recordings.list().length > recordings);
  await must(ana.ask(agentApi.saveWrapUp, { draft: notedAt(new Date()), edit: 1 }, { id: call.id }));
  zoho.control.requests.clear();
  zoho.control.faults.add({ kind: 'slow', area: 'api', ms: CRM_MS });
  const hungUp = Date.now();
  twilio.control.hangUp(sid);
  const everything = ALL_OF_IT('Inbound', '').length;
  await eventually('everything is on the record', () => onLaurasRecord(world, call.id).length === everything, 30_000);
  // The last answer is on its way.
  await eventually('nothing is under way', async () => {
    const { calls } = await must(world.admin.ask(adminApi.waitingCalls));
    return calls.length === 0;
  });
  const asked = zoho.control.requests.list('/crm/v8', { user: 'ana' });
  const ended = Math.max(...asked.map(({ answeredAt }) => answeredAt.getTime()));
  const crmMs = asked.reduce((sum, { at, answeredAt }) => sum + answeredAt.getTime() - at.getTime(), 0);
  return { tookMs: ended - hungUp, crmMs, requests: asked.length };
}

/** Calls a second, from the first write to the last. */
async function measureBacklog(world: ProcessWorld, ana: TestAgent, say: Say): Promise<number> {
  say(`a backlog of ${BACKLOG} calls, ${world.processes.living().length} processes …`);
  const { faults, requests } = world.zoho.control;
  requests.clear();
  faults.remove();
  faults.add({ kind: 'slow', area: 'api', ms: CRM_MS });
  const hand = await idleServer(world);
  try {
    const ids = await plannedCalls(hand, ana.id, BACKLOG, contactsOf(world));
    await eventually(
      'all of it is written',
      async () => {
        const { left } = await hand.context.db
          .selectFrom('write_backs')
          .select(({ fn }) => fn.countAll<string>().as('left'))
          .where('call_id', 'in', ids)
          .where('state', '!=', 'done')
          .executeTakeFirstOrThrow();
        if (Number(left) > 0) throw new Error(`${left} are left`);
        return true;
      },
      300_000,
    );
  } finally {
    await hand.stop();
  }
  const written = requests.list('/crm/v8', { method: 'POST' });
  if (written.length !== BACKLOG * WRITES_A_CALL) throw new Error(`${written.length} writes for ${BACKLOG} calls`);
  const began = Math.min(...written.map(({ at }) => at.getTime()));
  const ended = Math.max(...written.map(({ answeredAt }) => answeredAt.getTime()));
  return (1_000 * BACKLOG) / (ended - began);
}

function throughput(one: number, four: number): Figure[] {
  const note = (calls: number) => `${(calls * WRITES_A_CALL).toFixed(0)} writes to the CRM a second`;
  return [
    { what: 'calls written a second, one process', value: one, unit: '/s', note: note(one) },
    { what: `calls written a second, ${PROCESSES} processes`, value: four, unit: '/s', note: note(four) },
    { what: `${PROCESSES} processes, times one`, value: four / one, unit: 'x' },
  ];
}
