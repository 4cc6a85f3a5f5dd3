import { describe, expect, it } from 'vitest';
import { newPeople } from '#shared/call-flow/new-flow.ts';
import { ana, callerOf, crowd, flowOf, ken, marta, mobileOf, spoken, withVoicemail } from './caller.fixture.ts';

describe('people who ring all at once', () => {
  it('[req 14] ring together, those who are free at that moment', () => {
    const caller = callerOf(flowOf({ people: newPeople([ana, ken, marta]) }), {
      reachable: [ken, ana],
      onACall: [marta],
    });
    expect(caller.calls()).toMatchObject({ do: 'ring', agentIds: [ken, ana], seconds: 30 });
  });

  it('hear of a caller once, even when there are more than ten of them', () => {
    const people = crowd(23);
    const caller = callerOf(flowOf({ people: newPeople(people) }), { reachable: people });
    const rung = [caller.calls(), caller.nobodyAnswers(), caller.nobodyAnswers()].map((step) =>
      step.do === 'ring' ? step.agentIds : [],
    );
    expect(rung.map((chunk) => chunk.length)).toEqual([10, 10, 3]);
    expect(rung.flat()).toEqual(people);
    expect(caller.nobodyAnswers()).toMatchObject({ do: 'end', why: 'nobody-answered' });
  });

  it('ring in the next chunk when they were busy during the one before', () => {
    const people = crowd(12);
    const late = people[0] ?? ana;
    const caller = callerOf(flowOf({ people: newPeople(people) }), { reachable: people.slice(1), onACall: [late] });
    caller.calls();
    caller.meanwhile({ reachable: people, onACall: [] });
    expect(caller.nobodyAnswers()).toMatchObject({ agentIds: [late, people[11]] });
  });

  it('have one round, also where a second was set for ringing in turn', () => {
    const caller = callerOf(flowOf({ people: { ...newPeople([ana]), repeat: true } }), { reachable: [ana] });
    caller.calls();
    expect(caller.nobodyAnswers()).toMatchObject({ do: 'end', why: 'nobody-answered' });
  });

  it('ring on their mobiles too: a softphone and a mobile are two of the ten', () => {
    const people = crowd(9);
    const mobiles = people.slice(0, 3).map(mobileOf);
    const caller = callerOf(flowOf({ people: newPeople(people) }), { reachable: people, mobiles });
    expect(caller.calls()).toMatchObject({ agentIds: people.slice(0, 7), mobiles });
    expect(caller.nobodyAnswers()).toMatchObject({ agentIds: people.slice(7), mobiles: [] });
  });

  it('ring on their mobiles alone while they are not online, but not while they are on a call', () => {
    const caller = callerOf(flowOf({ people: newPeople([ana, ken]) }), {
      onACall: [ken],
      mobiles: [mobileOf(ana), mobileOf(ken)],
    });
    expect(caller.calls()).toMatchObject({ do: 'ring', agentIds: [], mobiles: [{ agentId: ana }] });
  });
});

describe('a caller for whom nobody rings', () => {
  it('[req 30] hears the busy message when somebody is online and nobody free', () => {
    const caller = callerOf(flowOf({ busy: spoken('All are talking.') }), { onACall: [ana] });
    expect(caller.calls()).toMatchObject({ do: 'end', why: 'busy' });
    expect(caller.heard).toEqual(['All are talking.']);
  });

  it('[req 31] hears the unavailable message when nobody is online', () => {
    const caller = callerOf(flowOf({ unavailable: spoken('Nobody is here.') }), {
      onACall: [marta],
      reachable: [marta],
    });
    expect(caller.calls()).toMatchObject({ do: 'end', why: 'unavailable' });
    expect(caller.heard).toEqual(['Nobody is here.']);
  });

  it('is told that nobody answered, not that all are busy, once she has heard it ring', () => {
    const caller = callerOf(flowOf(), { reachable: [ana, ken] });
    caller.calls();
    caller.meanwhile({ reachable: [], onACall: [ana, ken] });
    expect(caller.nobodyAnswers()).toMatchObject({ do: 'end', why: 'nobody-answered' });
  });

  it('[req 73] hears what the admin lets say when nobody has answered, also before she leaves a message', () => {
    const nobodyAnswered = spoken('Sorry, we did not make it to the telephone.');
    for (const voicemail of [flowOf().voicemail, withVoicemail()]) {
      const caller = callerOf(flowOf({ nobodyAnswered, voicemail }), { reachable: [ana, ken] });
      caller.calls();
      caller.meanwhile({ reachable: [], onACall: [ana, ken] });
      caller.nobodyAnswers();
      expect(caller.heard[0]).toBe('Sorry, we did not make it to the telephone.');
      expect(caller.step?.do).toBe(voicemail.on ? 'voicemail' : 'end');
    }
  });

  it('[req 73] hears the unavailable message when everybody went offline while it rang', () => {
    const caller = callerOf(flowOf(), { reachable: [ana, ken] });
    caller.calls();
    caller.meanwhile({ reachable: [] });
    expect(caller.nobodyAnswers()).toMatchObject({ do: 'end', why: 'unavailable' });
  });
});
