import { describe, expect, it } from 'vitest';
import { aCall, aFile, aNote, aPlan, done, failureOf, MARKER, stage } from './conformance-stage.ts';
import type { CrmWorld } from './conformance-world.ts';

/** Finding what was written before its answer got lost. */
export function readBackConforms(name: string, open: () => Promise<CrmWorld>): void {
  describe(`${name}: what was written is found again`, () => {
    const world = stage(open);
    const find = (
      what: 'call' | 'note' | 'follow-up-call' | 'follow-up-task',
      marker: string,
      record = world().records.contact,
    ) => {
      const since = new Date(world().now().getTime() - 600_000);
      return world().crm.findWritten(world().agent.owner, { what, record, marker, since });
    };

    it('adopts each entry by its marker after an answer that got lost', async () => {
      const { crm, agent, records, calls, tasks, notes } = world();
      const task = aPlan(world(), { kind: 'task', description: `${MARKER}/task` });
      world().next({ kind: 'done-then-cut' }, 4);
      expect(failureOf(await crm.logCall(agent.owner, records.contact, aCall(world()))).ambiguous).toBe(true);
      expect(failureOf(await crm.addNote(agent.owner, records.contact, aNote())).ambiguous).toBe(true);
      expect(failureOf(await crm.createFollowUp(agent.owner, records.contact, aPlan(world()))).ambiguous).toBe(true);
      expect(failureOf(await crm.createFollowUp(agent.owner, records.contact, task)).ambiguous).toBe(true);
      const [logged, planned] = calls(records.contact);
      expect(done(await find('call', MARKER))).toEqual({ id: logged?.id });
      expect(done(await find('follow-up-call', `${MARKER}/call`))).toEqual({ id: planned?.id });
      expect(done(await find('follow-up-task', `${MARKER}/task`))).toEqual({ id: tasks(records.contact)[0]?.id });
      expect(done(await find('note', MARKER))).toEqual({ id: notes(records.contact)[0]?.id });
    });

    it('adopts a file by its name', async () => {
      const { crm, agent, records, notes } = world();
      const { id } = done(await crm.addNote(agent.owner, records.contact, aNote()));
      const file = aFile(new Uint8Array(1_000));
      const trace = { what: 'file', noteId: id, name: file.name } as const;
      expect(done(await crm.findWritten(agent.owner, trace))).toBeNull();
      world().next({ kind: 'done-then-error' });
      expect(failureOf(await crm.attachFile(agent.owner, id, file)).ambiguous).toBe(true);
      expect(done(await crm.findWritten(agent.owner, trace))).toEqual({ id: notes(records.contact)[0]?.files[0]?.id });
    });

    it('finds nothing where nothing was written, whatever is alike', async () => {
      const { crm, agent, records } = world();
      for (const what of ['call', 'note', 'follow-up-call', 'follow-up-task'] as const) {
        expect(done(await find(what, MARKER))).toBeNull();
      }
      // The follow-up's marker begins like the call's, and the agent may have quoted one in a line of her own.
      done(await crm.createFollowUp(agent.owner, records.contact, aPlan(world())));
      const quoting = aCall(world(), { description: `see ${MARKER}\nSidetone c_BBBBBBBBBBBBBBBBBBBBBB` });
      done(await crm.logCall(agent.owner, records.contact, quoting));
      expect(done(await find('call', MARKER))).toBeNull();
      expect(done(await find('call', MARKER, records.lead))).toBeNull();
    });

    it.each(['call', 'note'] as const)('finds a %s below five hundred newer ones', async (what) => {
      const { crm, agent, records, crowd } = world();
      const { id } = done(
        what === 'call'
          ? await crm.logCall(agent.owner, records.contact, aCall(world()))
          : await crm.addNote(agent.owner, records.contact, aNote()),
      );
      crowd(records.contact, what, 500);
      expect(done(await find(what, MARKER))).toEqual({ id });
    });

    it('finds a call that belongs to no record among the newest', async () => {
      const { crm, agent, now } = world();
      const since = new Date(now().getTime() - 600_000);
      const trace = { what: 'call', record: null, marker: MARKER, since } as const;
      expect(done(await crm.findWritten(agent.owner, trace))).toBeNull();
      const { id } = done(await crm.logCall(agent.owner, null, aCall(world())));
      expect(done(await crm.findWritten(agent.owner, trace))).toEqual({ id });
    });

    it('does not say that nothing was written when it could not look', async () => {
      await world().goAway();
      expect(failureOf(await find('call', MARKER))).toMatchObject({ problem: { code: 'crm-away' } });
    });
  });
}
