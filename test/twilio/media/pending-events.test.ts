import { expect, it } from 'vitest';
import { PendingEvents } from './pending-events.ts';

function listener() {
  const told: string[] = [];
  const note = (what: string) => () => told.push(what);
  const events = { answered: note('answered'), refused: note('refused'), hungUp: note('hung up') };
  return { told, events: { ...events, digit: (digit: string) => told.push(digit) } };
}

it('keeps what happens before anyone listens', () => {
  const events = new PendingEvents();
  const leg = listener();
  events.answered();
  events.digit('1');
  events.attach(leg.events);
  events.digit('2');
  expect(leg.told).toEqual(['answered', '1', '2']);
});

it('tells nothing after the end, whoever ended it', () => {
  for (const end of ['hungUp', 'stop'] as const) {
    const events = new PendingEvents();
    const leg = listener();
    events.attach(leg.events);
    events[end]();
    events.digit('1');
    events.hungUp();
    expect(leg.told).toEqual(end === 'stop' ? [] : ['hung up']);
  }
});
