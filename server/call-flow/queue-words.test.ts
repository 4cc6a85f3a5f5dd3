import { expect, it } from 'vitest';
import type { Queue } from '#shared/call-flow/call-flow.schema.ts';
import { newFlow } from '#shared/call-flow/new-flow.ts';
import { textPrompt } from '#shared/call-flow/prompt.ts';
import { announcement, queueKeys } from './queue-words.ts';

const flowWith = (over: Partial<Queue>, voicemailOn = true) => {
  const flow = newFlow('en-GB', 'Europe/London');
  return { ...flow, queue: { ...flow.queue, ...over }, voicemail: { ...flow.voicemail, on: voicemailOn } };
};
const heard = (over: Partial<Queue>, wait: Partial<Parameters<typeof announcement>[1]> = {}) =>
  announcement({ flow: flowWith(over), language: 'en-GB' }, { place: 3, minutes: 4, callable: true, ...wait }).map(
    (part) => ('say' in part ? part.say : part.play),
  );

it('[req 36] says the ready announcement that was chosen, or the admin’s own', () => {
  expect(heard({})).toEqual(['Your call is important to us and will be answered shortly.']);
  expect(heard({ announcement: 'thank-you' })[0]).toContain('Thank you for waiting');
  const custom = { 'en-GB': textPrompt('We are packing your car.', 'en-GB') };
  expect(heard({ announcement: 'custom', custom })).toEqual(['We are packing your car.']);
  expect(heard({ announcement: 'custom', custom: {} })[0]).toContain('important');
});

it('adds place and wait where the admin wants them, and the wait only where it is known', () => {
  const told = { tellPosition: true, tellWait: true };
  expect(heard(told).slice(1)).toEqual(['You are number 3 in line.', 'The expected wait is about 4 minutes.']);
  expect(heard(told, { minutes: null })).toHaveLength(2);
  expect(heard(told, { minutes: 1 }).at(-1)).not.toContain('1 minutes');
});

it('names the keys that work, and no others', () => {
  const keys = { voicemailKey: '1', callBackKey: '2' } as const;
  expect(heard(keys).slice(1).join()).toMatch(/press 1.*press 2/);
  expect(heard(keys, { callable: false }).join()).not.toContain('press 2');
  expect(queueKeys(flowWith(keys, false), true)).toEqual({ voicemail: null, callBack: '2' });
  expect(queueKeys(flowWith({ voicemailKey: '1', callBackKey: '1' }), true)).toEqual({
    voicemail: '1',
    callBack: null,
  });
});
