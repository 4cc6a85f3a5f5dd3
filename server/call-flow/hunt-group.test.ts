import { describe, expect, it } from 'vitest';
import { newFlow, newPeople } from '#shared/call-flow/new-flow.ts';
import { ana, callerOf, flowOf, inTurn, ken, marta, mobileOf } from './caller.fixture.ts';

const flow = flowOf({ people: { ...inTurn([ana, ken, marta]), intervalSeconds: 15 } });
const twice = flowOf({ people: inTurn([ana, ken, marta], true) });

describe('people who ring one after another', () => {
  it('[req 15] ring in the order in which they came online, each for the interval', () => {
    const caller = callerOf(flow, { reachable: [marta, ana, ken] });
    expect(caller.calls()).toMatchObject({ agentIds: [marta], seconds: 15 });
    expect(caller.nobodyAnswers()).toMatchObject({ agentIds: [ana], seconds: 15 });
    expect(caller.nobodyAnswers()).toMatchObject({ agentIds: [ken], seconds: 15 });
    expect(caller.nobodyAnswers()).toMatchObject({ do: 'end', why: 'nobody-answered' });
  });

  it('[req 16][req 44] are skipped at once while they are not available', () => {
    const caller = callerOf(flow, { reachable: [ana, marta], onACall: [ken] });
    caller.calls();
    expect(caller.nobodyAnswers()).toMatchObject({ agentIds: [marta] });
  });

  it('are skipped when they go offline while somebody else rings', () => {
    const caller = callerOf(flow, { reachable: [ana, ken, marta] });
    caller.calls();
    caller.meanwhile({ reachable: [ana, marta] });
    expect(caller.nobodyAnswers()).toMatchObject({ agentIds: [marta] });
  });

  it('ring after all when they become free before the round is over', () => {
    const caller = callerOf(flow, { reachable: [ken], onACall: [ana] });
    expect(caller.calls()).toMatchObject({ agentIds: [ken] });
    caller.meanwhile({ reachable: [ana, ken], onACall: [] });
    expect(caller.nobodyAnswers()).toMatchObject({ agentIds: [ana] });
    expect(caller.nobodyAnswers()).toMatchObject({ do: 'end' });
  });

  it('[req 18][req 45] are gone through a second time where that is set, and never a third', () => {
    const caller = callerOf(twice, { reachable: [ana, ken] });
    caller.calls();
    caller.nobodyAnswers();
    expect(caller.nobodyAnswers()).toMatchObject({ agentIds: [ana] });
    expect(caller.position?.at).toMatchObject({ round: 2, rung: [ana] });
    expect(caller.nobodyAnswers()).toMatchObject({ agentIds: [ken] });
    expect(caller.nobodyAnswers()).toMatchObject({ do: 'end', why: 'nobody-answered' });
  });

  it('are set to two rounds where they are the people of a new number, to one where they are an option’s', () => {
    expect([newFlow('en-GB', 'UTC').people.repeat, newPeople().repeat]).toEqual([true, false]);
  });

  it('are not gone through again when everybody is busy by the second round', () => {
    const caller = callerOf(twice, { reachable: [ana] });
    caller.calls();
    caller.meanwhile({ reachable: [], onACall: [ana] });
    expect(caller.nobodyAnswers()).toMatchObject({ do: 'end', why: 'nobody-answered' });
  });

  it('have a busy line at once, without a second round, when nobody could be rung', () => {
    expect(callerOf(twice, { onACall: [ana] }).calls()).toMatchObject({ do: 'end', why: 'busy' });
  });

  it('ring on softphone and mobile together, and those with only a mobile last', () => {
    const caller = callerOf(flow, { reachable: [ken], mobiles: [mobileOf(ana), mobileOf(ken)] });
    expect(caller.calls()).toMatchObject({ agentIds: [ken], mobiles: [{ agentId: ken }] });
    expect(caller.nobodyAnswers()).toMatchObject({ agentIds: [], mobiles: [{ agentId: ana }] });
  });
});
