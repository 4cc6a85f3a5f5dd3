import * as v from 'valibot';
import { type CallFlow, peopleSchema } from './call-flow.schema.ts';
import { agentsOf, levelsOf, peopleOf } from './tree.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What a number does with its callers, in short: what a list of numbers shows. */
export const flowSummarySchema = v.object({
  answer: v.picklist(['menu', 'people']),
  /** Who rings for the whole number, where `answer` is `people`. */
  people: peopleSchema,
  /** Of the menu, first one and submenus. */
  options: count,
  levels: count,
  /** How many people it can ring in all, the operator's included. */
  rings: count,
  /** How they ring where a group has several. */
  strategies: v.array(v.picklist(['simultaneous', 'sequential'])),
  /** Most callers waiting; null: no queue. */
  queueCallers: v.nullable(count),
  record: v.boolean(),
});
export type FlowSummary = v.InferOutput<typeof flowSummarySchema>;

export const summaryOf = (flow: CallFlow): FlowSummary => ({
  answer: flow.answer,
  people: flow.people,
  options: flow.menu.options.length,
  levels: levelsOf(flow.menu),
  rings: agentsOf(flow).length,
  strategies: [
    ...new Set(
      peopleOf(flow)
        .filter(({ agentIds }) => agentIds.length > 1)
        .map(({ strategy }) => strategy),
    ),
  ],
  queueCallers: flow.queue.on ? flow.queue.callers : null,
  record: flow.record,
});
