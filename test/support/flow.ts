import type { Context } from '#server/context.ts';
import type { Action, CallFlow, Menu, OptionKey } from '#shared/call-flow/call-flow.schema.ts';
import { newFlow, newMenu, newPeople } from '#shared/call-flow/new-flow.ts';
import { agentsOf } from '#shared/call-flow/tree.ts';
import type { AgentId, E164 } from '#shared/ids.ts';
import { LINE } from './telephony.ts';

/** What a Spanish number does with its callers; `over` replaces whole parts. */
export const spanishFlow = (agentIds: readonly AgentId[], over: Partial<CallFlow> = {}): CallFlow => ({
  ...newFlow('es-ES', 'Europe/Madrid', agentIds),
  ...over,
});

/** A menu whose keys lead to people, or to menus below it; labels name the key's purpose. */
export function menuOf(
  options: Partial<Record<OptionKey, { label: string; to: readonly AgentId[] | Menu }>>,
  over: Partial<Menu> = {},
): Menu {
  return {
    ...newMenu(),
    options: Object.entries(options).map(([key, { label, to }]) => ({
      // Object.entries widens the keys of its own literal.
      key: key as OptionKey,
      label: { 'es-ES': label },
      action: actionOf(to),
    })),
    ...over,
  };
}

const actionOf = (to: readonly AgentId[] | Menu): Action =>
  'options' in to ? { do: 'menu', menu: to } : { do: 'people', people: newPeople(to) };

/** Saves a flow as the number's next version, which is live from now on; adds the number where it is not there. */
export async function seedFlow(
  { clock, db }: Pick<Context, 'clock' | 'db'>,
  flow: CallFlow,
  savedBy: AgentId,
  number: E164 = LINE,
): Promise<number> {
  const last = await db
    .selectFrom('call_flows')
    .select(({ fn }) => fn.max('version').as('version'))
    .where('number', '=', number)
    .executeTakeFirst();
  const version = (last?.version ?? 0) + 1;
  await db
    .insertInto('call_flows')
    .values({
      number,
      version,
      name: 'Madrid',
      flow: JSON.stringify(flow),
      changed: '[]',
      restored_from: null,
      saved_at: clock.now(),
      saved_by: savedBy,
    })
    .execute();
  await db
    .insertInto('incoming_numbers')
    .values({
      number,
      twilio_sid: `PN${'d'.repeat(32)}`,
      name: 'Madrid',
      former_webhooks: '{}',
      flow_version: version,
      updated_at: clock.now(),
    })
    .onConflict((conflict) => conflict.column('number').doUpdateSet({ flow_version: version }))
    .execute();
  await db.deleteFrom('incoming_number_agents').where('number', '=', number).execute();
  for (const [place, agent_id] of agentsOf(flow).entries())
    await db.insertInto('incoming_number_agents').values({ number, agent_id, place }).execute();
  return version;
}
