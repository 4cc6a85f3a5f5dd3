import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Menu, OptionKey } from '#shared/call-flow/call-flow.schema.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { menuOf } from '#test/support/flow.ts';
import { isTold, rings, wentWell } from './heard.ts';
import { openSwitchboard, type Switchboard } from './switchboard.ts';

/** A menu as large and as deep as it may be, and callers who go all the way down. */

const NINE: readonly OptionKey[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
const FIVE = NINE.slice(0, 5);

let board: Switchboard;
let ana: TestAgent;
let ken: TestAgent;

beforeAll(async () => {
  board = await openSwitchboard();
  [ana, ken] = await board.people('ana', 'ken');
});
afterEach(() => board.quiet());
afterAll(() => board?.stop());

/** Every key rings Ken; the last one leads a level down where there is one, and at the very end rings Ana. */
function menuWith(keys: readonly OptionKey[], level: number, levels: number): Menu {
  const last = level === levels ? [ana.id] : menuWith(FIVE, level + 1, levels);
  const to = (key: OptionKey) => (key === keys.at(-1) ? last : [ken.id]);
  return menuOf(Object.fromEntries(keys.map((key) => [key, { label: `opción ${level} ${key}`, to: to(key) }])));
}

it('[req 9] [req 21] [req 22] nine options, five below each, five levels: a caller comes through all of them', async () => {
  board.behave(ana, { whenRung: 'answers', afterSeconds: 0 });
  await board.save({ answer: 'menu', menu: menuWith(NINE, 1, 5) });
  const sid = board.call();
  for (const [at, key] of ['9', '5', '5', '5', '5'].entries()) {
    await isTold(board.world, sid, `Pulse 1 para opción ${at + 1} 1.`);
    board.world.twilio.control.press(sid, key);
  }
  await board.talks(ana);
  expect(rings(board.world, sid).map(({ who }) => who)).toEqual([ana.id]);
  wentWell(board.world, sid);
});

it.each([
  ['[req 21] a sixth level', () => menuWith(NINE, 1, 6)],
  [
    '[req 22] a sixth option below the first menu',
    () => menuOf({ 1: { label: 'a', to: menuWith(NINE.slice(0, 6), 2, 2) } }),
  ],
])('%s can’t be saved', async (_, menu) => {
  await expect(board.save({ answer: 'menu', menu: menu() })).rejects.toThrow('flow-faulty');
});
