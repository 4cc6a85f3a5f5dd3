import * as v from 'valibot';
import { expect, it } from 'vitest';
import { newFlow } from '#shared/call-flow/new-flow.ts';
import { pretendedCallSchema } from './call-flow-api.ts';

const at = (moment: string) =>
  v.is(pretendedCallSchema, {
    number: null,
    flow: newFlow('en-GB', 'Europe/Madrid'),
    from: null,
    at: moment,
    people: [],
    owner: null,
    waiting: 0,
    done: [],
  });

it('pretends a call only at a moment that there is', () => {
  expect(at('2026-11-23T10:15:00.000Z')).toBe(true);
  expect(at('2026-11-23T10:15:00Z')).toBe(true);
  for (const moment of ['', 'now', '2026-11-23', '2026-13-40T10:00:00Z', '2026-11-23T10:15'])
    expect(at(moment)).toBe(false);
});
