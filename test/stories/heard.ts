import { expect } from 'vitest';
import { eventually } from '#test/support/eventually.ts';
import type { World } from '#test/support/world.ts';

type Telephone = Pick<World, 'twilio'>;

const transcript = ({ twilio }: Telephone, sid: string) => twilio.control.call(sid).transcript;

/** What a caller was told, in order. */
export const said = (world: Telephone, sid: string): string[] =>
  transcript(world, sid).flatMap((entry) => (entry.what === 'said' ? [entry.text] : []));

/** When a caller began to be told words that match. */
export const saidAt = (world: Telephone, sid: string, words: RegExp): number[] =>
  transcript(world, sid).flatMap((entry) =>
    entry.what === 'said' && words.test(entry.text) ? [entry.at.getTime()] : [],
  );

export const isTold = (world: Telephone, sid: string, words: string): Promise<boolean> =>
  eventually(`the caller is told "${words}"`, () => {
    const all = said(world, sid);
    if (!all.join(' ').includes(words)) throw new Error(`she was told, last: ${all.slice(-3).join(' | ')}`);
    return true;
  });

/** Who rang for a caller, and when each began, by the softphones' ids. */
export const rings = (world: Telephone, sid: string): { who: string; at: number }[] =>
  transcript(world, sid).flatMap((entry) =>
    entry.what === 'rings' ? [{ who: entry.who.replace('client:', ''), at: entry.at.getTime() }] : [],
  );

/** Legs of a caller that ring now. */
export const ringing = ({ twilio }: Telephone, sid: string) =>
  twilio.control.call(sid).legs.filter(({ status }) => status === 'ringing' || status === 'queued');

export const wentWell = ({ twilio }: Telephone, ...sids: string[]): void => {
  for (const sid of sids) expect(twilio.control.call(sid).errors).toEqual([]);
};

/** From each moment to the next, in whole seconds. */
export const secondsApart = (times: readonly number[]): number[] =>
  times.slice(1).map((at, i) => Math.round((at - (times[i] ?? at)) / 1_000));
