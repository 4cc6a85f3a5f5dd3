import { describe, expect, it } from 'vitest';
import { aCall, aFile, aNote, aPlan, done, MARKER, stage } from './conformance-stage.ts';
import type { CrmWorld } from './conformance-world.ts';

/** What is written, as people find it in the CRM afterwards. */
export function writesConform(name: string, open: () => Promise<CrmWorld>): void {
  describe(`${name}: what is written`, () => {
    const world = stage(open);

    it.each(['contact', 'lead', 'account'] as const)(
      'logs a call on a %s, with its length, its words and who called',
      async (kind) => {
        const { crm, agent, records, calls } = world();
        const call = aCall(world());
        const { id } = done(await crm.logCall(agent.owner, records[kind], call));
        expect(calls(records[kind])).toEqual([
          {
            id,
            subject: 'Call to Laura Gómez',
            type: 'outbound',
            planned: false,
            startsAt: call.startedAt,
            seconds: 192,
            result: null,
            description: call.description,
            ownerId: agent.crmUserId,
            reminded: false,
          },
        ]);
      },
    );

    it('logs incoming, missed and unanswered calls as what they were', async () => {
      const { crm, agent, records, calls } = world();
      const log = async (over: Parameters<typeof aCall>[1]) =>
        done(await crm.logCall(agent.owner, records.contact, aCall(world(), over)));
      await log({ type: 'inbound', talkedSeconds: 4_530 });
      await log({ type: 'missed', talkedSeconds: 0 });
      await log({ type: 'outbound', talkedSeconds: 0 });
      const seen = calls(records.contact).map(({ type, seconds, planned }) => [type, seconds ?? 0, planned]);
      expect(seen).toEqual([
        ['inbound', 4_530, false],
        ['missed', 0, false],
        ['outbound', 0, false],
      ]);
    });

    it('logs a call that belongs to no record', async () => {
      const { crm, agent, calls } = world();
      done(await crm.logCall(agent.owner, null, aCall(world())));
      expect(calls(null)).toHaveLength(1);
    });

    it('logs a missed call for nobody in particular with the organisation’s connection', async () => {
      const { crm, records, calls } = world();
      done(await crm.logCall('organisation', records.lead, aCall(world(), { type: 'missed', talkedSeconds: 0 })));
      expect(calls(records.lead)).toMatchObject([{ type: 'missed' }]);
    });

    it('changes result and words of a call that was logged, and nothing else', async () => {
      const { crm, agent, records, calls } = world();
      const { id } = done(await crm.logCall(agent.owner, records.contact, aCall(world())));
      const description = `Came late.\n${MARKER}`;
      done(await crm.updateCall(agent.owner, id, { result: 'Interested', description }));
      done(await crm.updateCall(agent.owner, id, { result: 'Interested', description }));
      expect(calls(records.contact)).toMatchObject([{ id, result: 'Interested', description, seconds: 192 }]);
    });

    it('leaves what people have written below it, and finds it again by its marker', async () => {
      const { crm, agent, records, calls, notes } = world();
      const call = done(await crm.logCall(agent.owner, records.contact, aCall(world())));
      const note = done(await crm.addNote(agent.owner, records.contact, aNote()));
      const added = 'She rang again.\n\nPaid. 😀';
      world().append(call.id, `\n${added}`);
      world().append(note.id, `\r\n${added}`);
      const late = `Came late.\n${MARKER}`;
      for (let time = 0; time < 2; time++) {
        done(await crm.updateCall(agent.owner, call.id, { result: null, description: late }));
        done(await crm.updateNote(agent.owner, note.id, aNote({ content: late })));
      }
      expect(calls(records.contact)[0]?.description).toBe(`${late}\n${added}`);
      expect(notes(records.contact)[0]?.content).toBe(`${late}\n${added}`);
      const trace = { record: records.contact, marker: MARKER, since: new Date(0) } as const;
      expect(await crm.findWritten(agent.owner, { what: 'note', ...trace })).toMatchObject({ value: { id: note.id } });
    });

    it.each(['contact', 'lead', 'account'] as const)('adds a note to a %s in the agent’s name', async (kind) => {
      const { crm, agent, records, notes } = world();
      const { id } = done(await crm.addNote(agent.owner, records[kind], aNote()));
      expect(notes(records[kind])).toEqual([
        {
          id,
          title: 'Call with Laura Gómez',
          content: `Wants three vans.\n${MARKER}`,
          authorId: agent.crmUserId,
          files: [],
        },
      ]);
    });

    it('changes the words of a note and leaves its files alone', async () => {
      const { crm, agent, records, notes } = world();
      const { id } = done(await crm.addNote(agent.owner, records.contact, aNote()));
      done(await crm.attachFile(agent.owner, id, aFile(new Uint8Array(9))));
      const late = aNote({ title: 'Call with Laura', content: `Came late.\n${MARKER}` });
      done(await crm.updateNote(agent.owner, id, late));
      done(await crm.updateNote(agent.owner, id, late));
      expect(notes(records.contact)).toMatchObject([{ id, ...late, files: [{ bytes: new Uint8Array(9) }] }]);
    });

    it('attaches a recording to the note, byte for byte, with or without knowing its size', async () => {
      const { crm, agent, records, notes } = world();
      const { id } = done(await crm.addNote(agent.owner, records.contact, aNote()));
      const sound = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 7) % 251);
      done(await crm.attachFile(agent.owner, id, aFile(sound)));
      done(await crm.attachFile(agent.owner, id, aFile(sound, { name: 'b.mp3', mime: 'audio/mpeg', bytes: null })));
      const [note] = notes(records.contact);
      expect(note?.files.map(({ name: file, mime }) => [file, mime])).toEqual([
        ['RE00000000000000000000000000000001.wav', 'audio/wav'],
        ['b.mp3', 'audio/mpeg'],
      ]);
      for (const file of note?.files ?? []) expect(Buffer.compare(file.bytes, sound)).toBe(0);
    });

    it('plans a call with owner and reminder', async () => {
      const { crm, agent, records, calls } = world();
      const plan = aPlan(world());
      done(await crm.createFollowUp(agent.owner, records.lead, plan));
      expect(calls(records.lead)).toMatchObject([
        {
          subject: 'Call Laura back',
          type: 'outbound',
          planned: true,
          startsAt: plan.at,
          ownerId: agent.crmUserId,
          reminded: true,
          description: `${MARKER}/call`,
        },
      ]);
    });

    it('plans for whoever’s connection it is where nobody is named', async () => {
      const { crm, agent, records, tasks } = world();
      done(await crm.createFollowUp(agent.owner, records.lead, aPlan(world(), { kind: 'task', ownerId: null })));
      expect(tasks(records.lead)).toMatchObject([{ ownerId: agent.crmUserId }]);
    });

    it('plans a call whose hour came while it waited to be written', async () => {
      const { crm, agent, records, calls, now } = world();
      const at = new Date(now().getTime() - 3_600_000);
      done(await crm.createFollowUp(agent.owner, records.contact, aPlan(world(), { at })));
      const [call] = calls(records.contact);
      expect(call?.planned).toBe(true);
      expect(call?.startsAt.getTime()).toBeGreaterThan(now().getTime());
    });

    it('plans a task for the day that it is where the agent is, and reminds her at the time', async () => {
      const { crm, agent, records, tasks } = world();
      // In Madrid it is the 6th already.
      const at = new Date('2026-03-05T23:30:00Z');
      const plan = aPlan(world(), { kind: 'task', at, timeZone: 'Europe/Madrid', description: `${MARKER}/task` });
      const { id } = done(await crm.createFollowUp(agent.owner, records.contact, plan));
      expect(tasks(records.contact)).toEqual([
        {
          id,
          subject: 'Call Laura back',
          day: '2026-03-06',
          open: true,
          description: `${MARKER}/task`,
          ownerId: agent.crmUserId,
          remindedAt: at,
        },
      ]);
    });

    it('keeps emoji, right-to-left writing, markup and 20,000 characters as they were typed', async () => {
      const { crm, agent, records, calls, notes } = world();
      const words = `👩🏽‍💻 café <b>no</b> & "yes" \\ {{x}}\nمرحبا شركة\n\tשלום\n${'ñ😀'.repeat(6_600)}`;
      const text = `${words}\n———\nAna called.\n${MARKER}`;
      done(await crm.logCall(agent.owner, records.contact, aCall(world(), { description: text })));
      done(await crm.addNote(agent.owner, records.contact, aNote({ content: text })));
      expect(calls(records.contact)[0]?.description).toBe(text);
      expect(notes(records.contact)[0]?.content).toBe(text);
    });

    it('takes out control characters, and never the marker of a text that is too long', async () => {
      const { crm, agent, records, calls } = world();
      const over = {
        subject: 'Call\u0000 to\r\n Laura\u202E',
        description: `a\u0000b\u001Bc\r\nd\uD800\n${'x'.repeat(40_000)}\n${MARKER}`,
      };
      done(await crm.logCall(agent.owner, records.contact, aCall(world(), over)));
      const [call] = calls(records.contact);
      expect(call?.subject).toBe('Call to Laura');
      expect(call?.description.startsWith('abc\nd\nxxx')).toBe(true);
      expect(call?.description.endsWith(`…\n${MARKER}`)).toBe(true);
    });
  });
}
