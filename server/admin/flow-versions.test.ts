import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { newPeople } from '#shared/call-flow/new-flow.ts';
import { textPrompt } from '#shared/call-flow/prompt.ts';
import { LINE, seedAgent } from '#test/support/telephony.ts';
import { flowDesk, path } from './flow-desk.fixture.ts';

const { desk, twoLevels, ringing, save, atTwilio, changes } = flowDesk();

describe('versions of a number', () => {
  it('are kept with who saved them and what they changed, also after the number was deleted', async () => {
    await save(ringing(), null);
    await save(ringing({ record: true, withheld: 'refuse' }), 1, 'Bilbao');
    const { body } = await desk.ask('GET', `${path}/versions`);
    expect(body.versions).toEqual([
      {
        version: 2,
        savedAt: expect.any(String),
        savedBy: 'Adela',
        changed: ['name', 'record', 'withheld'],
        restoredFrom: null,
      },
      { version: 1, savedAt: expect.any(String), savedBy: 'Adela', changed: [], restoredFrom: null },
    ]);
    expect((await desk.ask('GET', `${path}/versions/1`)).body).toMatchObject({ name: 'Madrid', flow: ringing() });
    await desk.ask('DELETE', path);
    expect((await save(ringing(), null)).body.version).toBe(3);
  });

  it('can be restored, with people who have left since', async () => {
    const ben = await seedAgent(desk.context, 'Ben');
    await save(ringing({ people: newPeople([ben]) }), null);
    await save(ringing(), 1, 'Bilbao');
    await desk.context.db.updateTable('agents').set({ active: false }).where('id', '=', ben).execute();
    expect((await desk.ask('POST', `${path}/versions/1/restore`)).body).toMatchObject({
      version: 3,
      name: 'Madrid',
      flow: { people: { agentIds: [ben] } },
    });
    expect((await desk.ask('GET', `${path}/versions`)).body.versions[0]).toMatchObject({
      restoredFrom: 1,
      changed: ['name', 'people'],
    });
    for (const version of ['0', '9', 'x', '1.5'])
      expect((await desk.ask('POST', `${path}/versions/${version}/restore`)).status).toBe(404);
  });

  it('from before there were words for an unanswered call are read as having none, and are not changed by that', async () => {
    await save(ringing(), null);
    await desk.context.db.updateTable('call_flows').set({ flow: sql`flow - 'nobodyAnswered'` }).execute();
    expect((await desk.ask('GET', `${path}/flow`)).body.flow).toMatchObject({ nobodyAnswered: {} });
    expect((await save(ringing(), 1)).body.version).toBe(1);
    const nobodyAnswered = { 'es-ES': textPrompt('Nadie contesta.', 'es-ES') };
    expect((await save(ringing({ nobodyAnswered }), 1)).body).toMatchObject({ version: 2, flow: { nobodyAnswered } });
    expect((await desk.ask('GET', `${path}/versions`)).body.versions[0].changed).toEqual(['nobodyAnswered']);
  });

  it('tell who changed what, when', async () => {
    await save(ringing(), null);
    await save(ringing({ record: true }), 1);
    await desk.ask('POST', `${path}/versions/1/restore`);
    await desk.ask('DELETE', path);
    expect(await changes()).toMatchObject([
      { kind: 'incoming-number-deleted', by: 'Adela', subject: LINE },
      { kind: 'incoming-number-restored', subject: LINE, values: { version: 1 } },
      { kind: 'incoming-number-saved', subject: LINE, values: { version: 2, parts: 'record' } },
      { kind: 'incoming-number-added', subject: LINE },
      { kind: 'twilio-connected' },
    ]);
  });
});

describe('a number that no longer points here', () => {
  it('is shown as such, and mended by one button', async () => {
    await save(ringing(), null);
    desk.twilio.control.configureNumber(LINE, { voiceUrl: 'https://elsewhere.example' });
    expect((await desk.ask('GET', '/incoming-numbers')).body.numbers).toMatchObject([{ pointsHere: false }]);
    expect(await desk.ask('POST', `${path}/mend`)).toEqual({ status: 200, body: {} });
    expect((await desk.ask('GET', '/incoming-numbers')).body.numbers).toMatchObject([{ pointsHere: true }]);
    expect((await changes())[0]).toMatchObject({ kind: 'incoming-number-mended', subject: LINE });
    await desk.ask('DELETE', path);
    expect(atTwilio()).toMatchObject({ voiceUrl: 'https://former.example/voice' });
  });
});

describe('an extension that knows no call flows', () => {
  const saveOld = (over: object = {}) =>
    desk.ask('PUT', '/incoming-numbers', { number: LINE, name: 'Madrid', agentIds: [desk.ana], ...over });

  it('makes versions too, and leaves a menu alone whose people it does not touch', async () => {
    await save(twoLevels(), null);
    expect((await saveOld({ name: 'Bilbao' })).body).toMatchObject({ name: 'Bilbao', answer: 'menu' });
    expect((await desk.ask('GET', `${path}/flow`)).body).toMatchObject({ version: 2, flow: twoLevels() });
    expect((await saveOld({ agentIds: [desk.ana, desk.admin] })).body).toMatchObject({ answer: 'people' });
    const { flow } = (await desk.ask('GET', `${path}/flow`)).body;
    expect(flow).toMatchObject({ people: { agentIds: [desk.ana, desk.admin] }, menu: twoLevels().menu });
  });
});
