import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listColleagues } from '#server/calls/control/list-colleagues.ts';
import type { AgentId } from '#shared/ids.ts';
import { type TestContext, testContext } from '#test/support/context.ts';
import { freshContext, LINE, seedAgent, seedLine } from '#test/support/telephony.ts';
import { goAway } from './away.ts';
import { describeMe } from './me.ts';
import { NO_PLACE, setPresence } from './presence.ts';

let base: TestContext;
let context: TestContext;
let ana: AgentId;
let ben: AgentId;
beforeAll(async () => {
  base = await testContext();
});
afterAll(() => base.close());
beforeEach(async () => {
  context = await freshContext(base);
  ana = await seedAgent(context, 'Ana');
  ben = await seedAgent(context, 'Ben');
});

const me = () => describeMe(context, ana);
const seenByBen = async () => (await listColleagues(context, ben)).find(({ agentId }) => agentId === ana);
const inMinutes = (minutes: number) => new Date(context.clock.now().getTime() + minutes * 60_000).toISOString();
const placeOf = async () =>
  (
    await context.db.selectFrom('agents').select('presence_since').where('id', '=', ana).executeTakeFirstOrThrow()
  ).presence_since.getTime();

describe('an agent who goes away', () => {
  it('says why and until when, and her colleagues see it', async () => {
    await goAway(context, ana, { reason: 'break', minutes: 15 });
    const word = { presence: 'away', awayReason: 'break', awayUntil: inMinutes(15) };
    expect(await me()).toMatchObject(word);
    expect(await seenByBen()).toMatchObject({ ...word, rings: false });
  });

  it('keeps her place in line', async () => {
    const before = await placeOf();
    await goAway(context, ana, { reason: 'lunch', minutes: 60 });
    await setPresence(context, ana, 'online');
    expect(await placeOf()).toBe(before);
    expect(before).not.toBe(NO_PLACE.getTime());
  });

  it('is not brought back when her time is over', async () => {
    await goAway(context, ana, { reason: 'break', minutes: 15 });
    await context.clock.turn(60 * 60_000);
    expect(await me()).toMatchObject({ presence: 'away', awayReason: 'break' });
  });

  it.each(['online', 'offline'] as const)('takes her word back by choosing %s', async (presence) => {
    await goAway(context, ana, { reason: 'meeting', minutes: 60 });
    await setPresence(context, ana, presence);
    expect(await me()).toMatchObject({ presence, awayReason: null, awayUntil: null });
  });

  it('keeps her word when a softphone of hers says Away once more', async () => {
    await goAway(context, ana, { reason: 'meeting', minutes: 60 });
    const said = await me();
    await setPresence(context, ana, 'away');
    expect(await me()).toEqual(said);
  });

  it('changes her word while she is away', async () => {
    await goAway(context, ana, { reason: 'break', minutes: 15 });
    await goAway(context, ana, { reason: 'lunch', minutes: null });
    expect(await me()).toMatchObject({ presence: 'away', awayReason: 'lunch', awayUntil: null });
  });

  it('uses her own words, cleaned of what would garble a colleague’s list', async () => {
    await goAway(context, ana, { reason: '  Dentist \u202e\n at ten ', minutes: null });
    expect(await me()).toMatchObject({ awayReason: 'Dentist at ten' });
    await goAway(context, ana, { reason: ' \u200b ', minutes: null });
    expect(await me()).toMatchObject({ awayReason: null });
  });
});

describe('a colleague’s direct line', () => {
  it('is the line that rings nobody but her', async () => {
    await seedLine(context, [ana]);
    expect(await seenByBen()).toMatchObject({ directLine: LINE });
  });

  it('is none where others ring too', async () => {
    await seedLine(context, [ana, ben]);
    expect(await seenByBen()).toMatchObject({ directLine: null });
  });
});
