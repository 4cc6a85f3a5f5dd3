import { describe, expect, it } from 'vitest';
import { ana, callerOf, flowOf, inTurn, ken, marta, withQueue } from './caller.fixture.ts';

/** Call waiting: whoever wants it rings while she is on a call, when nobody is free. */

describe('a caller for whom nobody is free', () => {
  it('rings beside the call of those who want that, before she waits in the queue', () => {
    const caller = callerOf(flowOf({ queue: withQueue() }), { onACall: [ana, ken], secondCall: [ken] });
    expect(caller.calls()).toMatchObject({ do: 'ring', agentIds: [ken], mobiles: [], second: true });
    expect(caller.nobodyAnswers()).toMatchObject({ do: 'queue' });
  });

  it('rings before she hears that all are busy, and does not hear so once it has rung', () => {
    const caller = callerOf(flowOf(), { onACall: [ana, ken], secondCall: [ana, ken] });
    expect(caller.calls()).toMatchObject({ do: 'ring', agentIds: [ana, ken], second: true });
    expect(caller.nobodyAnswers()).toMatchObject({ do: 'end', why: 'nobody-answered' });
  });

  it('hears that all are busy where nobody wants a second call', () => {
    expect(callerOf(flowOf(), { onACall: [ana, ken], secondCall: [] }).calls()).toMatchObject({ why: 'busy' });
    expect(callerOf(flowOf(), { onACall: [ana, ken] }).calls()).toMatchObject({ why: 'busy' });
  });

  it('rings whoever is free first, and those on a call afterwards', () => {
    const caller = callerOf(flowOf(), { reachable: [ana], onACall: [ken], secondCall: [ken] });
    expect(caller.calls()).toMatchObject({ agentIds: [ana] });
    expect(caller.step).not.toHaveProperty('second');
    expect(caller.nobodyAnswers()).toMatchObject({ agentIds: [ken], second: true });
    expect(caller.nobodyAnswers()).toMatchObject({ do: 'end' });
  });

  it('rings whoever has become free meanwhile instead of asking others again', () => {
    const caller = callerOf(flowOf(), { onACall: [ana, ken], secondCall: [ken] });
    caller.calls();
    caller.meanwhile({ reachable: [ana, ken], onACall: [], secondCall: [] });
    expect(caller.nobodyAnswers()).toMatchObject({ do: 'ring', agentIds: [ana] });
  });

  it('rings one after another where the group does', () => {
    const people = { ...inTurn([ana, ken, marta]), intervalSeconds: 25 };
    const caller = callerOf(flowOf({ people }), { onACall: [ana, ken, marta], secondCall: [marta, ana] });
    expect(caller.calls()).toMatchObject({ agentIds: [marta], second: true, seconds: 25 });
    expect(caller.nobodyAnswers()).toMatchObject({ agentIds: [ana], second: true });
    expect(caller.nobodyAnswers()).toMatchObject({ do: 'end' });
  });

  it('rings nobody who is not of the group', () => {
    const caller = callerOf(flowOf(), { onACall: [ana, marta], secondCall: [marta] });
    expect(caller.calls()).toMatchObject({ do: 'end', why: 'busy' });
  });
});
