import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import { MOST_LEVELS } from '#shared/call-flow/limits.ts';
import type { AgentId } from '#shared/ids.ts';
import { menuOf, spanishFlow } from '#test/support/flow.ts';

/** Keys from the first ring of the phone to people: one a level. */
export const KEYS_TO_PEOPLE = MOST_LEVELS;

/**
 * A Spanish number's tree as deep as it may be: two keys of every menu lead to a menu below, the third to people; in the lowest ones all
 * three do. 31 menus, 63 ends.
 */
export const fiveLevels = (agentIds: readonly AgentId[]): CallFlow =>
  spanishFlow(agentIds, { answer: 'menu', menu: menuBelow(1, agentIds) });

function menuBelow(level: number, agentIds: readonly AgentId[]): CallFlow['menu'] {
  const people = agentIds.slice(0, 2);
  const below = () => (level < MOST_LEVELS ? menuBelow(level + 1, agentIds) : people);
  return menuOf({
    '1': { label: 'Ventas y presupuestos', to: below() },
    '2': { label: 'Atención al cliente', to: below() },
    '3': { label: 'Administración', to: people },
  });
}
