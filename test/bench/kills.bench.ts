import { agentApi } from '#shared/api/agent-api.ts';
import type { WrapUpDraft } from '#shared/call/wrap-up.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { endedCall, NOTED } from '#test/support/ended-call.ts';
import { eventually } from '#test/support/eventually.ts';
import { type ProcessWorld, startProcessWorld } from '#test/support/process-world.ts';
import type { Bench } from './bench.ts';
import { contactsOf, idleServer, later, WRITES_A_CALL } from './ended-calls.ts';

const KILLS = 20;
const CALLS_A_KILL = 10;
/** Between the first save of a round and the kill, growing: each round is cut off somewhere else. */
const STEP_MS = 15;
const CRM_MS = 20;
const SETTLES_WITHIN_MS = 180_000;

interface SavedCall {
  id: CallId;
  contact: string;
  /** She was told that it is saved. */
  acknowledged: boolean;
}

export const killsBench: Bench = {
  name: 'kills',
  about: `${KILLS} times kill -9 of the server and of PostgreSQL while agents save and the CRM is written to`,
  needsBuild: false,
  onlyByName: true,
  async run(say) {
    const world = await startProcessWorld({ team: ['ana'], count: 1, env: { WRITE_LEASE_SECONDS: '2' } });
    try {
      const { control } = world.zoho;
      control.settings.atOnce = 0;
      control.faults.add({ kind: 'slow', area: 'api', ms: CRM_MS });
      const ana = await world.agent('ana', { whenRung: 'no-answer' });
      const calls = await callsToSave(world, ana.id);
      for (let round = 0; round < KILLS; round++) {
        say(`kill ${round + 1} of ${KILLS} …`);
        const mine = calls.slice(round * CALLS_A_KILL, (round + 1) * CALLS_A_KILL);
        await cutOff(world, ana, mine, (round % 10) * STEP_MS);
      }
      say('waiting until all that was acknowledged is on its record …');
      const acknowledged = calls.filter((call) => call.acknowledged);
      const settled = await eventually(
        'all that was acknowledged is written',
        () => acknowledged.every((call) => entriesOf(world, call).length >= WRITES_A_CALL),
        SETTLES_WITHIN_MS,
      ).catch(() => false);
      const lost = acknowledged.filter((call) => new Set(entriesOf(world, call)).size < WRITES_A_CALL);
      const doubled = calls.filter((call) => entriesOf(world, call).length > new Set(entriesOf(world, call)).size);
      return {
        name: 'kills',
        how: `${KILLS} rounds: ${CALLS_A_KILL} calls saved side by side, server and PostgreSQL killed (-9) up to ${9 * STEP_MS} ms later, both started again`,
        figures: [
          { what: 'acknowledged and lost', value: lost.length, unit: '', goal: { most: 0 } },
          { what: 'on a record twice', value: doubled.length, unit: '', goal: { most: 0 } },
          {
            what: 'acknowledged',
            value: acknowledged.length,
            unit: '',
            note: `of ${calls.length} calls; the others’ agents were told that the server is away${settled ? '' : '; not all was written in time'}`,
          },
        ],
      };
    } finally {
      await world.stop();
    }
  },
};

/** Saves these calls side by side, and kills whatever has them in its hands. */
async function cutOff(world: ProcessWorld, ana: TestAgent, calls: SavedCall[], afterMs: number): Promise<void> {
  const { postgres, processes } = world;
  const saving = calls.map(async (call) => {
    const draft: WrapUpDraft = { ...NOTED, ...later(), record: { kind: 'contact', id: call.contact } };
    const saved = await ana.ask(agentApi.saveWrapUp, { draft, edit: 1 }, { id: call.id }).catch(() => undefined);
    call.acknowledged = saved?.ok ?? false;
  });
  await Promise.race(saving);
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  const [server] = processes.living();
  await Promise.all([server?.kill(), postgres.kill()]);
  await Promise.all(saving);
  await postgres.startAgain();
  await processes.start();
}

/** Answered calls of hers that wait to be saved. */
async function callsToSave(world: ProcessWorld, agentId: AgentId): Promise<SavedCall[]> {
  const contacts = contactsOf(world);
  const hand = await idleServer(world);
  const calls: SavedCall[] = [];
  for (let n = 0; n < KILLS * CALLS_A_KILL; n++) {
    const id = await endedCall(hand.context, agentId);
    calls.push({ id, contact: contacts[n % contacts.length] ?? '', acknowledged: false });
  }
  await hand.stop();
  return calls;
}

/** What of a call stands on its record: `call`, `note`, `planned`, `task`, as often as it does. */
function entriesOf({ zoho }: Pick<ProcessWorld, 'zoho'>, { id, contact }: SavedCall): string[] {
  const { calls, notes, plannedCalls, tasks } = zoho.control.writtenOn('Contacts', contact);
  const isOfIt = (text: unknown) => typeof text === 'string' && text.includes(`Sidetone ${id}`);
  const ofIt = (list: typeof calls, name: string) =>
    list.filter(({ values }) => isOfIt(values.Description)).map(() => name);
  return [
    ...ofIt(calls, 'call'),
    ...notes.filter(({ note }) => isOfIt(note.values.Note_Content)).map(() => 'note'),
    ...ofIt(plannedCalls, 'planned'),
    ...ofIt(tasks, 'task'),
  ];
}
