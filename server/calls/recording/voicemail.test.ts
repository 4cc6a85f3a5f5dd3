import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeBack } from '#server/calls/write-back/write-back.ts';
import type { CrmRecord } from '#shared/crm/crm-record.ts';
import type { AgentId, CallId } from '#shared/ids.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { endedCall, LAURA, planned } from '#test/support/ended-call.ts';
import { eventually, nothingHappens } from '#test/support/eventually.ts';
import { freshContext, seedAgent, seedLine } from '#test/support/telephony.ts';
import { WrittenCrm } from '#test/support/written-crm.ts';
import { recordingReported } from './recording-report.ts';
import { expectVoicemail, mayPlay } from './recordings.ts';

const laura: CrmRecord = {
  ref: LAURA,
  name: 'Laura Gómez',
  company: null,
  title: null,
  ownerName: null,
  email: null,
  url: 'https://crm.zoho.eu/1',
};

let base: TestContext;
let context: TestContext;
let written: WrittenCrm;
let ana: AgentId;
let call: CallId;

beforeAll(async () => {
  base = await testContext();
});
afterAll(() => base.close());
beforeEach(async () => {
  written = new WrittenCrm();
  context = await freshContext(base, { crm: written.crm() });
  const gone = await seedAgent(context, 'Gone');
  await context.db.updateTable('agents').set({ active: false }).where('id', '=', gone).execute();
  ana = await seedAgent(context, 'Ana');
  await seedLine(context, [gone, ana]);
  call = await endedCall(context, null);
  await expectVoicemail(context, context.db, call);
});

const recorded = async () => {
  const { parent_sid } = await context.db.selectFrom('calls').select('parent_sid').executeTakeFirstOrThrow();
  await recordingReported(
    context,
    { id: call, leg: parent_sid ?? '', part: 'voicemail' },
    { sid: `RE${'a'.repeat(32)}`, state: 'completed', channels: 1, seconds: 12, startedAt: null },
  );
};
const inCrm = () => written.entries.map(({ what, on }) => `${what} ${on}`).sort();

/** What was planned is written in the background: this, and nothing else. */
async function lands(...entries: string[]): Promise<void> {
  await eventually('it is in the CRM', () => inCrm().length >= entries.length);
  await nothingHappens('more is written', () => inCrm().length, 300);
  expect(inCrm()).toEqual(entries);
}

describe('a voicemail', () => {
  it('lands on the record of the one who left it, as the file of a note, once', async () => {
    written.records = [laura];
    await planned(context, call);
    await recorded();
    await recorded();
    await writeBack(context, call);
    await planned(context, call);
    await writeBack(context, call);
    await lands('call contact 1', 'file id-2', 'note contact 1');
  });

  it('lands there too when it is ready only after the missed call was written', async () => {
    written.records = [laura];
    await planned(context, call);
    await writeBack(context, call);
    expect(inCrm()).toEqual(['call contact 1']);
    await recorded();
    await writeBack(context, call);
    await lands('call contact 1', 'file id-2', 'note contact 1');
  });

  it.each(['before', 'after'] as const)(
    'of somebody unknown is a task for the first of the number’s people, once, ready %s the missed call is written',
    async (when) => {
      await planned(context, call);
      if (when === 'before') await recorded();
      await writeBack(context, call);
      if (when === 'after') await recorded();
      for (let time = 0; time < 2; time++) {
        await writeBack(context, call);
        await planned(context, call);
      }
      await lands('call null', 'follow-up-task null');
      const task = written.entries.find(({ what }) => what === 'follow-up-task');
      expect(task?.text).toContain('Escúchelo en Sidetone');
    },
  );

  it('may be played by the number’s people where agents play what is theirs, and by nobody else', async () => {
    const ben = await seedAgent(context, 'Ben');
    await context.db
      .insertInto('team')
      .values({
        id: 1,
        crm: 'zoho',
        organisation_id: '1',
        organisation_name: null,
        country: null,
        set_up_token_hash: null,
        users_synced_at: null,
        recordings_for: 'own',
      })
      .execute();
    const missed = { id: call, agent_id: null };
    expect(await mayPlay(context.db, { id: ana, role: 'agent' }, missed)).toBe(true);
    expect(await mayPlay(context.db, { id: ben, role: 'agent' }, missed)).toBe(false);
    await context.db.updateTable('recordings').set({ voicemail: false }).execute();
    expect(await mayPlay(context.db, { id: ana, role: 'agent' }, missed)).toBe(false);
  });
});
