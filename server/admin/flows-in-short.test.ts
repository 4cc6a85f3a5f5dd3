import { expect, it } from 'vitest';
import { newPeople } from '#shared/call-flow/new-flow.ts';
import { CUSTOMER, LINE, seedLine } from '#test/support/telephony.ts';
import { flowDesk } from './flow-desk.fixture.ts';

const { desk, twoLevels, ringing, save } = flowDesk();
const inShort = () => desk.ask('GET', '/call-flows');

it('the list of numbers learns in one answer what each does and how much there is to fix', async () => {
  const queue = { ...twoLevels().queue, on: true, callers: 7, music: { ...twoLevels().queue.music, kind: 'file' } };
  await save({ ...twoLevels(), operator: newPeople([desk.admin, desk.ana]), queue, record: true }, null);
  await seedLine(desk.context, [desk.admin, desk.ana], CUSTOMER);
  expect(await inShort()).toMatchObject({
    status: 200,
    body: {
      flows: [
        {
          number: CUSTOMER,
          does: { answer: 'people', people: { agentIds: [desk.admin, desk.ana] }, rings: 2, queueCallers: null },
          toFix: 0,
        },
        {
          number: LINE,
          does: { answer: 'menu', options: 1, levels: 2, rings: 2, strategies: ['simultaneous'], queueCallers: 7 },
          faults: 0,
          // The music is missing.
          toFix: 1,
        },
      ].sort((a, b) => (a.number < b.number ? -1 : 1)),
    },
  });
  await save(ringing(), 1);
  expect((await inShort()).body.flows.find((flow: { number: string }) => flow.number === LINE)).toMatchObject({
    does: { answer: 'people', record: false },
    toFix: 0,
  });
});

it('and only an administrator does', async () => {
  expect(await desk.ask('GET', '/call-flows', undefined, desk.ana)).toMatchObject({ status: 403 });
});
