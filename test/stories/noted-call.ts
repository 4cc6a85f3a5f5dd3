import { agentApi, type WrapUp } from '#shared/api/agent-api.ts';
import type { WrapUpDraft } from '#shared/call/wrap-up.ts';
import type { CallId } from '#shared/ids.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import { must } from '#test/support/must.ts';
import type { World } from '#test/support/world.ts';
import { LAURA_ID } from '#test/zoho/data/seed-records.ts';
import { lauraCalls } from './stage.ts';

export const LAURA_REF = { kind: 'contact', id: LAURA_ID } as const;
const DAY_MS = 86_400_000;

/** Everything that can be noted of a call, for this contact. */
export const notedAt = (now: Date): WrapUpDraft => ({
  outcome: 'interested',
  description: 'Quiere un presupuesto para doce furgonetas.',
  followUpCall: { subject: 'Llamar a Laura', at: new Date(now.getTime() + DAY_MS).toISOString() },
  followUpTask: { subject: 'Preparar el presupuesto', at: new Date(now.getTime() + 4 * DAY_MS).toISOString() },
  record: LAURA_REF,
  log: true,
});

/** Laura calls, the agent's phone answers, they talk for `seconds` of the world's turnable clock, and Laura hangs up. */
export async function talkWithLaura(world: World, agent: TestAgent, seconds = 65): Promise<CallId> {
  const { control } = world.twilio;
  const before = agent.calls.map(({ id }) => id);
  const sid = lauraCalls(world);
  const call = await eventually('they talk', async () => {
    await control.turnClock(500);
    return agent.calls.find(({ id, state }) => state === 'talking' && !before.includes(id));
  });
  await control.turnClock(seconds * 1_000);
  control.hangUp(sid);
  await eventually('the call is over', async () => {
    await control.turnClock(500);
    return agent.calls.every(({ id, state }) => id !== call.id || state === 'ended');
  });
  return call.id;
}

export const saveWrapUp = (agent: TestAgent, id: CallId, draft: WrapUpDraft): Promise<WrapUp> =>
  must(agent.ask(agentApi.saveWrapUp, { draft, edit: 1 }, { id }));

/** How far it has come, as the agent is told. */
export async function wrapUpOf(agent: TestAgent, id: CallId): Promise<WrapUp> {
  const { wrapUps } = await must(agent.ask(agentApi.wrapUps));
  const found = wrapUps.find(({ callId }) => callId === id);
  if (!found) throw new Error('the wrap-up is not told of');
  return found;
}

/** What of a call stands on Laura's record, in short: what happened, the note with its files, what is planned. */
export function onLaurasRecord({ zoho }: Pick<World, 'zoho'>, id: CallId): string[] {
  const { calls, plannedCalls, tasks, notes, files } = zoho.control.writtenOn('Contacts', LAURA_ID);
  const isOfIt = (text: unknown) => typeof text === 'string' && text.includes(`Sidetone ${id}`);
  const ofIt = (list: typeof calls) => list.filter(({ values }) => isOfIt(values.Description));
  return [
    ...ofIt(calls).map(({ values }) => `call ${values.Call_Type} ${values.Call_Duration ?? ''}`.trim()),
    ...notes
      .filter(({ note }) => isOfIt(note.values.Note_Content))
      .flatMap(({ files: attached }) => ['note', ...attached.map(({ name }) => `file ${name.split('.').at(-1)}`)]),
    ...ofIt(plannedCalls).map(() => 'planned call'),
    ...ofIt(tasks).map(() => 'task'),
    ...files.map(({ name }) => `loose file ${name}`),
  ];
}

/** All of a recorded call that was noted with `notedAt`. */
export const ALL_OF_IT = (type: string, duration: string): string[] => [
  `call ${type} ${duration}`,
  'note',
  'file wav',
  'planned call',
  'task',
];
