import { minutesOf } from '#server/call-flow/opening-hours.ts';
import type { Hours } from '#shared/call-flow/call-flow.schema.ts';
import { part } from './places.ts';
import type { Rule } from './rule.ts';

type Opening = Hours['week'][number];
const isBackwards = ({ from, until }: Opening): boolean => minutesOf(until) <= minutesOf(from);

/** A warning, for a team may want it: every caller hears that it is closed. */
export const neverOpen: Rule = ({ hours }) =>
  hours.on && hours.week.every(isBackwards) ? [{ ...part('hours'), level: 'warning' }] : [];

/** A fault: it would never be open, where somebody thinks that it is. A night is two openings. */
export const openingBackwards: Rule = ({ hours }) =>
  hours.on
    ? hours.week
        .filter(isBackwards)
        .map(({ day, from, until }) => ({ ...part('hours'), level: 'fault', values: { day, from, until } }))
    : [];

/** A fault: a field left empty. */
export const forwardNumberMissing: Rule = ({ hours }) =>
  hours.on && hours.after === 'forward' && hours.forwardTo === null ? [{ ...part('hours'), level: 'fault' }] : [];

/** A fault: every caller outside the hours would be a call that the team does not allow itself. */
export const forwardNotAllowed: Rule = ({ hours }, world) =>
  hours.on && hours.after === 'forward' && hours.forwardTo !== null && !world.mayForwardTo(hours.forwardTo)
    ? [{ ...part('hours'), level: 'fault', values: { number: hours.forwardTo } }]
    : [];
