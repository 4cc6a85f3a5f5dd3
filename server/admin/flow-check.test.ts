import { describe, expect, it } from 'vitest';
import { newFlow, newPeople } from '#shared/call-flow/new-flow.ts';
import { textPrompt } from '#shared/call-flow/prompt.ts';
import { CUSTOMER, LINE, seedAgent } from '#test/support/telephony.ts';
import { flowDesk } from './flow-desk.fixture.ts';

const { desk, twoLevels, ringing, save } = flowDesk();

describe('before a number is saved', () => {
  const check = (flow: unknown, number: string | null = LINE) =>
    desk.ask('POST', '/call-flows/check', { number, flow });
  const forward = (forwardTo: string) => ({
    hours: {
      ...newFlow('es-ES', 'UTC').hours,
      on: true,
      week: [{ day: 1, from: '09:00', until: '10:00' }],
      after: 'forward',
      forwardTo,
    },
  });

  it('its check tries addresses of which there is no copy yet, once a minute', async () => {
    const prompt = { ...textPrompt('', 'es-ES'), kind: 'url', url: 'http://files.example/hello.mp3' };
    const asked = async () => (await check(ringing({ welcome: { 'es-ES': prompt } }))).body.findings;
    expect(await asked()).toContainEqual(
      expect.objectContaining({
        code: 'audio-unreachable',
        part: 'welcome',
        values: expect.objectContaining({ reason: 'audio-url-not-https' }),
      }),
    );
  });

  it('its check says what is wrong, with the people as they are now', async () => {
    const ben = await seedAgent(desk.context, 'Ben', { presence: 'offline' });
    const gone = await seedAgent(desk.context, 'Gone');
    await desk.context.db.updateTable('agents').set({ active: false }).where('id', '=', gone).execute();
    const { body } = await check(ringing({ people: newPeople([ben, gone]) }));
    expect(body.findings).toMatchObject([
      { code: 'nobody-online', level: 'warning', values: { names: 'Ben' } },
      { code: 'person-not-active', level: 'warning', values: { names: 'Gone' } },
    ]);
    expect(body.passed).toBeGreaterThan(10);
    expect((await check(ringing(), null)).body.findings).toEqual([]);
  });

  it('the team’s own rules hold for where its callers are sent', async () => {
    const codes = async (to: string) =>
      (await check(ringing(forward(to)))).body.findings.map((one: { code: string }) => one.code);
    expect(await codes('+34910000077')).toEqual([]);
    for (const to of ['+8821612345678', '+34803123456', '+5355512345', LINE])
      expect(await codes(to)).toEqual(['forward-not-allowed']);
    await save(ringing(), null);
    expect((await save(ringing(forward('+34803123456')), 1)).body).toMatchObject({
      code: 'flow-faulty',
      params: { code: 'forward-not-allowed', part: 'hours' },
    });
  });

  it('it can be tried by the code that will answer, with anybody as somebody else', async () => {
    const pretend = (over: object = {}) =>
      desk.ask('POST', '/call-flows/try', {
        number: LINE,
        flow: twoLevels(),
        from: '+34612345678',
        at: '2026-11-23T10:00:00Z',
        people: [],
        owner: null,
        waiting: 0,
        done: [
          { do: 'press', key: '2' },
          { do: 'press', key: '1' },
        ],
        ...over,
      });
    const { body } = await pretend();
    expect(body.script.at(-1)).toMatchObject({ line: 'rings', people: [{ agentId: desk.ana, on: 'softphone' }] });
    expect(body.can).toContain('answer');
    const away = await pretend({ people: [{ agentId: desk.ana, is: 'offline' }] });
    expect(away.body).toMatchObject({ over: true });
    await desk.context.db
      .insertInto('blocked_numbers')
      .values({ number: CUSTOMER, reason: '', blocked_at: new Date(), blocked_by: desk.admin })
      .execute();
    expect((await pretend()).body.script).toEqual([{ line: 'refused' }]);
  });
});
