import { describe, expect, it } from 'vitest';
import { problem } from '#shared/problem.ts';
import { failed, ok } from '#shared/result.ts';
import { aCall, aFile, aNote, aPlan, done, failureOf, stage } from './conformance-stage.ts';
import type { CrmWorld } from './conformance-world.ts';
import type { WriteResult } from './crm-writes.ts';

/** What is said of a write that fails, so that whoever keeps book knows what to do. */
export function failuresConform(name: string, open: () => Promise<CrmWorld>): void {
  describe(`${name}: what fails`, () => {
    const world = stage(open);
    const log = () => world().crm.logCall(world().agent.owner, world().records.contact, aCall(world()));
    const everyWrite = (): (() => Promise<WriteResult<unknown>>)[] => {
      const { crm, agent, records } = world();
      return [
        () => crm.logCall(agent.owner, records.goner, aCall(world())),
        () => crm.addNote(agent.owner, records.goner, aNote()),
        () => crm.createFollowUp(agent.owner, records.goner, aPlan(world())),
        () => crm.createFollowUp(agent.owner, records.goner, aPlan(world(), { kind: 'task' })),
      ];
    };

    it('says that the record is gone', async () => {
      world().remove(world().records.goner);
      for (const write of everyWrite()) {
        expect(failureOf(await write())).toMatchObject({ problem: { code: 'crm-record-gone' }, ambiguous: false });
      }
    });

    it('says that the note or the call was deleted meanwhile', async () => {
      const { crm, agent, records, removeNote } = world();
      const { id } = done(await crm.addNote(agent.owner, records.contact, aNote()));
      removeNote(id);
      const gone = { problem: { code: 'crm-record-gone' }, ambiguous: false };
      expect(failureOf(await crm.attachFile(agent.owner, id, aFile(new Uint8Array(9))))).toMatchObject(gone);
      const change = { result: null, description: 'x' };
      expect(failureOf(await crm.updateCall(agent.owner, id, change))).toMatchObject(gone);
      expect(failureOf(await crm.updateNote(agent.owner, id, aNote()))).toMatchObject(gone);
    });

    it('says that she may not write there', async () => {
      const { crm, agent, records } = world();
      const note = await crm.addNote(agent.owner, records.hidden, aNote());
      expect(failureOf(note)).toMatchObject({ problem: { code: 'crm-forbidden' }, ambiguous: false });
    });

    it('names the field that the organisation asks for, as its people know it', async () => {
      world().require('Campaña de origen');
      expect(failureOf(await log())).toMatchObject({
        problem: { code: 'crm-refused', params: { field: 'Campaña de origen' }, retry: false },
        ambiguous: false,
      });
      expect(world().calls(world().records.contact)).toEqual([]);
    });

    it('says when the CRM takes requests again, and nothing where it does not say', async () => {
      world().next({ kind: 'rate-limited', retryAfterSeconds: 42 });
      const limited = { problem: { code: 'crm-away', retry: true }, ambiguous: false };
      expect(failureOf(await log())).toMatchObject({ ...limited, retryAfterMs: 42_000 });
      world().next({ kind: 'rate-limited' });
      expect(failureOf(await log())).toMatchObject({ ...limited, retryAfterMs: null });
      expect(world().calls(world().records.contact)).toEqual([]);
    });

    it.each(['done-then-error', 'done-then-cut'] as const)(
      'does not know what became of a write that was %s',
      async (kind) => {
        const { crm, agent, records } = world();
        const { id } = done(await crm.addNote(agent.owner, records.contact, aNote()));
        const unknown = { problem: { code: 'crm-away', retry: true }, ambiguous: true };
        world().next({ kind }, 3);
        expect(failureOf(await log())).toMatchObject(unknown);
        expect(failureOf(await crm.attachFile(agent.owner, id, aFile(new Uint8Array(9))))).toMatchObject(unknown);
        expect(failureOf(await crm.createFollowUp(agent.owner, records.contact, aPlan(world())))).toMatchObject(
          unknown,
        );
        expect(world().calls(records.contact)).toHaveLength(2);
        expect(world().notes(records.contact)[0]?.files).toHaveLength(1);
      },
    );

    it('is sure about the same change made twice', async () => {
      const { crm, agent, records } = world();
      const { id } = done(await log());
      const note = done(await crm.addNote(agent.owner, records.contact, aNote()));
      world().next({ kind: 'done-then-error' }, 2);
      for (const change of [
        await crm.updateCall(agent.owner, id, { result: null, description: 'x' }),
        await crm.updateNote(agent.owner, note.id, aNote()),
      ]) {
        expect(failureOf(change)).toMatchObject({ problem: { code: 'crm-away' }, ambiguous: false });
      }
    });

    it('knows that nothing was written when the CRM could not even be reached', async () => {
      const { crm, agent, records } = world();
      await world().goAway();
      // A line that was kept open is found to be dead by whoever uses it first.
      expect(await crm.record(agent.owner, records.contact)).toMatchObject({ problem: { code: 'crm-away' } });
      expect(failureOf(await log())).toMatchObject({ problem: { code: 'crm-away', retry: true }, ambiguous: false });
    });

    it('writes once with a fresh token when hers expired, and begins a file anew', async () => {
      const { crm, agent, records } = world();
      world().next({ kind: 'token-expired' });
      done(await log());
      expect(world().calls(records.contact)).toHaveLength(1);
      const { id } = done(await crm.addNote(agent.owner, records.contact, aNote()));
      const sound = new Uint8Array(200_000).fill(7);
      const file = aFile(sound);
      world().next({ kind: 'token-expired' });
      done(await crm.attachFile(agent.owner, id, file));
      expect(file.opened()).toBe(2);
      const [kept] = world().notes(records.contact)[0]?.files ?? [];
      expect(kept && Buffer.compare(kept.bytes, sound)).toBe(0);
    });

    it('says that she has to sign in again', async () => {
      world().signOut();
      expect(failureOf(await log())).toMatchObject({ problem: { code: 'crm-signed-out' }, ambiguous: false });
      const { crm, stranger, records } = world();
      const hers = await crm.addNote(stranger, records.contact, aNote());
      expect(failureOf(hers)).toMatchObject({ problem: { code: 'crm-signed-out' }, ambiguous: false });
      expect(await crm.searchRecords(stranger, 'gomez')).toMatchObject({ problem: { code: 'crm-signed-out' } });
    });

    it('passes on why a file can’t be had, and sends nothing', async () => {
      const { crm, agent, records, notes } = world();
      const { id } = done(await crm.addNote(agent.owner, records.contact, aNote()));
      const lost = aFile(new Uint8Array(9), {
        open: async () => failed(problem('recording-gone', 'Twilio has it no longer.')),
      });
      const failure = failureOf(await crm.attachFile(agent.owner, id, lost));
      expect(failure).toMatchObject({ problem: { code: 'recording-gone' }, ambiguous: false });
      expect(notes(records.contact)[0]?.files).toEqual([]);
    });

    it('says that a file is too large before any of it is sent', async () => {
      const { crm, agent, records, notes } = world();
      const { id } = done(await crm.addNote(agent.owner, records.contact, aNote()));
      let begun = false;
      let dropped = false;
      const content = () =>
        new ReadableStream<Uint8Array>(
          {
            pull(out) {
              begun = true;
              out.enqueue(new Uint8Array(65_536));
            },
            cancel() {
              dropped = true;
            },
          },
          { highWaterMark: 0 },
        );
      const file = aFile(new Uint8Array(), { open: async () => ok({ content: content(), bytes: 10_000_000_000 }) });
      const failure = failureOf(await crm.attachFile(agent.owner, id, file));
      expect(failure).toMatchObject({ problem: { code: 'too-large', retry: false }, ambiguous: false });
      expect({ begun, dropped }).toEqual({ begun: false, dropped: true });
      expect(notes(records.contact)[0]?.files).toEqual([]);
    });

    it('attaches no half file when its source breaks off or ends early', async () => {
      const { crm, agent, records, notes } = world();
      const { id } = done(await crm.addNote(agent.owner, records.contact, aNote()));
      const half = (end: 'error' | 'close') =>
        new ReadableStream<Uint8Array>({
          start(out) {
            out.enqueue(new Uint8Array(5_000));
            if (end === 'error') out.error(new Error('the line is cut'));
            else out.close();
          },
        });
      for (const end of ['error', 'close'] as const) {
        const file = aFile(new Uint8Array(50_000), { open: async () => ok({ content: half(end), bytes: 50_000 }) });
        const failure = failureOf(await crm.attachFile(agent.owner, id, file));
        expect(failure).toMatchObject({ problem: { code: 'crm-away', retry: true }, ambiguous: false });
      }
      expect(notes(records.contact)[0]?.files).toEqual([]);
    });
  });
}
