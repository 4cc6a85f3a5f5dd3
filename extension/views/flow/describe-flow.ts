import type { Messages } from '#extension/locales/language.ts';
import { levelsOf } from '#extension/views/flow/menu-edits.ts';
import { membersOf } from '#extension/views/flow/team.ts';
import type { Person } from '#shared/api/admin-api.ts';
import type { CallFlow, People } from '#shared/call-flow/call-flow.schema.ts';
import { agentsOf, peopleOf } from '#shared/call-flow/tree.ts';

export interface FlowSummary {
  readonly answer: CallFlow['answer'];
  /** Behind "Menu" or "People": how large, or who. */
  readonly what: string;
  readonly how: string;
  readonly queue: string;
}

/** What a number does with its callers, in two lines and a tag. */
export function describeFlow(flow: CallFlow, people: readonly Person[], t: Messages): FlowSummary {
  const words = t.flow.list;
  const queue = flow.queue.on ? words.queue(flow.queue.callers) : words.noQueue;
  if (flow.answer === 'people') {
    const names = membersOf(flow.people.agentIds, people, t).map(({ name }) => name);
    return { answer: 'people', what: names.join(', ') || t.flow.ringNobody, how: howWords(flow.people, t), queue };
  }
  const groups = peopleOf(flow).filter(({ agentIds }) => agentIds.length > 1);
  const ways = new Set(groups.map(({ strategy }) => strategy));
  const how =
    ways.size === 2
      ? words.both
      : ways.has('sequential')
        ? words.inTurn
        : ways.has('simultaneous')
          ? words.atOnce
          : null;
  return {
    answer: 'menu',
    what: words.options(flow.menu.options.length, levelsOf(flow.menu)),
    how: [words.people(agentsOf(flow).length), how].filter((part) => part !== null).join(' · '),
    queue,
  };
}

function howWords({ strategy, intervalSeconds, repeat, agentIds }: People, t: Messages): string {
  if (strategy === 'simultaneous' || agentIds.length < 2) return t.flow.list.allAtOnce;
  return t.flow.list.inTurnEach(intervalSeconds, repeat);
}
