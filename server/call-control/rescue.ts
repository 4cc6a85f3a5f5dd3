import { toldTo } from './asked-and-told.ts';
import { correct, type Due, dueOf, lookAfter, past } from './attempt.ts';
import type { Conversation } from './control.ts';
import { customerOf, customersDocument, dialledWith, pendingRedirect, stepAfter } from './conversation.ts';
import { endingOf } from './ending.ts';
import { ALONE_MS, END_MS } from './limits.ts';

/** Longer than any Dial of ours rings. */
const RING_MS = 40_000;

/** Nobody stays behind: a customer who hears nobody is fetched, and an agent who asked to end the call leaves it. */
export function rescue(c: Conversation, now: Date): Due[] {
  return [...endAsAsked(c, now), ...fetchCustomer(c, now)];
}

function fetchCustomer(c: Conversation, now: Date): Due[] {
  const customer = customerOf(c);
  const since = customer && strandedSince(c);
  if (!since) return [];
  const due = past(since, ALONE_MS);
  if (due > now) return [{ at: due }];
  // Her own webhooks may only be late: what Twilio's lists say counts.
  const before = c.told.findLast(({ at }) => at < due)?.n ?? 0;
  const look = lookAfter(c.told, { n: before }, now);
  if (look) return [dueOf(look)];
  return [correct(c, now, { do: 'redirect', leg: customer.leg, step: stepAfter(c, customer.leg) })];
}

/** Since when she hears nobody, and nothing is under way that would change it. */
function strandedSince(c: Conversation): Date | undefined {
  const customer = customerOf(c);
  if (!customer) return undefined;
  const others = c.legs.filter((leg) => leg !== customer && leg.role !== 'supervisor');
  const latest = (dates: readonly Date[]) => dates.reduce((a, b) => (a > b ? a : b), customer.since);
  const redirected = pendingRedirect(c);
  if (redirected) {
    // An open ask looks after its own.
    const hasOwner = c.open.some(
      ({ ask, at }) => at <= redirected.at && (ask.what === 'to-queue' || ask.what === 'transfer'),
    );
    return hasOwner ? undefined : latest([redirected.answer?.at ?? redirected.at]);
  }
  if (c.at === 'room') {
    const company = others.some(({ state }) => state === 'in-room' || state === 'moving' || state === 'in-dial');
    return company ? undefined : latest(others.filter(({ state }) => state !== 'ringing').map(({ since }) => since));
  }
  if (c.at !== 'passing') return undefined;
  const document = customersDocument(c);
  if (customer.state === 'out' && (!document || document.at <= customer.since || document.into === 'room'))
    return customer.since;
  if (!document) return customer.since;
  const rung = dialledWith(c);
  const ended = rung.length > 0 && rung.every(({ state }) => state === 'over');
  return ended ? latest([document.at, ...rung.map(({ since }) => since)]) : past(document.at, RING_MS);
}

/** Her own softphone leaves the call; when it does not, it is taken out, and the customer, who would wait for nothing, with it. */
function endAsAsked(c: Conversation, now: Date): Due[] {
  if (c.at === 'over' || c.agentId === null || !c.ending.includes(c.agentId)) return [];
  const asked = endingOf(c.events).get(c.agentId);
  if (!asked) return [];
  const due = past(asked, END_MS);
  if (due > now) return [{ at: due }];
  const hers = c.legs.filter(
    ({ agentId, role, state }) => role !== 'supervisor' && agentId === c.agentId && state !== 'over',
  );
  // Somebody else is there: the customer goes on with them.
  const isWithOthers = c.at === 'room' && c.legs.some(({ role, state }) => role === 'asked' && state === 'in-room');
  // Nor does it end for a customer who has been led on to somebody since.
  const document = customersDocument(c);
  const isLedOn = document !== undefined && document.into !== 'room' && document.at >= asked;
  const left =
    isWithOthers || isLedOn ? [] : c.legs.filter(({ role, state }) => role === 'customer' && state !== 'over');
  const leaving = hers.length > 0 ? hers : left;
  const ended = toldTo(c.told, 'end')
    .filter(({ answer }) => answer?.result === 'done')
    .map(({ command }) => command.leg);
  return leaving.filter(({ leg }) => !ended.includes(leg)).map(({ leg }) => correct(c, now, { do: 'end', leg }));
}
