import type { Messages } from '#extension/locales/language.ts';
import { membersOf } from '#extension/views/flow/team.ts';
import type { Person } from '#shared/api/admin-api.ts';
import type { People } from '#shared/call-flow/call-flow.schema.ts';
import type { FlowSummary } from '#shared/call-flow/summary.ts';

export interface FlowInWords {
  readonly answer: FlowSummary['answer'];
  /** Behind "Menu" or "People": how large, or who. */
  readonly what: string;
  readonly how: string;
  readonly queue: string;
}

/** What a number does with its callers, in two lines and a tag. */
export function describeFlow(flow: FlowSummary, people: readonly Person[], t: Messages): FlowInWords {
  const words = t.flow.list;
  const queue = flow.queueCallers === null ? words.noQueue : words.queue(flow.queueCallers);
  if (flow.answer === 'people') {
    const names = membersOf(flow.people.agentIds, people, t).map(({ name }) => name);
    return { answer: 'people', what: names.join(', ') || t.flow.ringNobody, how: howWords(flow.people, t), queue };
  }
  const [strategy, another] = flow.strategies;
  const how =
    another !== undefined
      ? words.both
      : strategy === undefined
        ? null
        : { sequential: words.inTurn, simultaneous: words.atOnce }[strategy];
  return {
    answer: 'menu',
    what: words.options(flow.options, flow.levels),
    how: [words.people(flow.rings), how].filter((part) => part !== null).join(' · '),
    queue,
  };
}

function howWords({ strategy, intervalSeconds, repeat, agentIds }: People, t: Messages): string {
  if (strategy === 'simultaneous' || agentIds.length < 2) return t.flow.list.allAtOnce;
  return t.flow.list.inTurnEach(intervalSeconds, repeat);
}
