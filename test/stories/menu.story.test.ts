import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newMenu } from '#shared/call-flow/new-flow.ts';
import { textPrompt } from '#shared/call-flow/prompt.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import { menuOf } from '#test/support/flow.ts';
import { isTold, said, saidAt, wentWell } from './heard.ts';
import { openSwitchboard, SPOKEN_SECONDS, type Switchboard } from './switchboard.ts';

/** Callers in a menu of two levels, as an admin has saved it. */

let board: Switchboard;
let ana: TestAgent;
let ken: TestAgent;

beforeAll(async () => {
  board = await openSwitchboard();
  [ana, ken] = await board.people('ana', 'ken');
});
afterEach(() => board.quiet());
afterAll(() => board?.stop());

const press = (sid: string, key: string) => board.world.twilio.control.press(sid, key);
const told = (sid: string, words: string) => isTold(board.world, sid, words);
const talks = (one: TestAgent) => board.talks(one);
const answering = (one: TestAgent) => board.behave(one, { whenRung: 'answers', afterSeconds: 1 });
const saveMenu = (giveUp: 'hang-up' | 'operator' = 'hang-up') =>
  board.save({
    answer: 'menu',
    welcome: { 'es-ES': textPrompt('Gracias por llamar a Zillum.', 'es-ES') },
    operator: { agentIds: [ken.id], strategy: 'simultaneous', intervalSeconds: 20, repeat: false },
    menu: menuOf(
      {
        1: { label: 'ventas', to: [ken.id] },
        2: {
          label: 'soporte',
          to: menuOf({ 1: { label: 'facturas', to: [ana.id] }, 2: { label: 'averías', to: [ken.id] } }),
        },
      },
      { giveUp, keys: { '0': 'operator', '*': 'repeat', '#': 'nothing' } },
    ),
  });

describe('a caller in the menu', () => {
  it('[req 6] [req 7] [req 19] [req 28] [req 39] reaches the right agent by 2 → 1, and nobody else rings', async () => {
    await saveMenu();
    answering(ana);
    const sid = board.call();
    await told(sid, 'Gracias por llamar a Zillum.');
    await board.until('the menu is read', () => said(board.world, sid).join(' ').includes('Pulse 2 para soporte.'));
    press(sid, '2');
    await told(sid, 'Pulse 1 para facturas.');
    press(sid, '1');
    const call = await talks(ana);
    expect(ken.calls.filter(({ id }) => id === call.id)).toEqual([]);
    board.world.twilio.control.hangUp(sid);
    await eventually('it is over', async () => (await board.callOf(sid))?.state === 'ended');
    expect(await board.callOf(sid)).toMatchObject({ disposition: 'answered', agent_id: ana.id, rang: [ana.id] });
    wentWell(board.world, sid);
  });

  it('does not hear the words out that a key interrupts', async () => {
    await saveMenu();
    const sid = board.call();
    await told(sid, 'Gracias por llamar a Zillum.');
    press(sid, '2');
    await told(sid, 'Pulse 1 para facturas.');
    const [welcomed] = saidAt(board.world, sid, /Zillum/);
    const [asked] = saidAt(board.world, sid, /facturas/);
    expect((asked ?? 0) - (welcomed ?? 0)).toBeLessThan(SPOKEN_SECONDS * 1_000);
    expect(said(board.world, sid).join(' ')).not.toContain('ventas');
    wentWell(board.world, sid);
  });

  it('is told kindly of a wrong key, and hears the menu again', async () => {
    await saveMenu();
    answering(ken);
    const sid = board.call();
    await told(sid, 'Gracias por llamar');
    press(sid, '7');
    await told(sid, 'esa tecla no tiene ninguna opción');
    await board.until('it is read again', () => said(board.world, sid).join(' ').includes('Pulse 1 para ventas.'));
    press(sid, '1');
    await talks(ken);
    wentWell(board.world, sid);
  });

  it('who presses nothing hears the menu as often as is set, then a friendly end, and is one missed call', async () => {
    await saveMenu();
    const before = (await board.ledger()).length;
    const sid = board.call();
    await board.until('she is let go', () => said(board.world, sid).join(' ').includes('Hasta luego'));
    expect(saidAt(board.world, sid, /Pulse 1 para ventas/)).toHaveLength(newMenu().readings);
    expect(saidAt(board.world, sid, /no hemos recibido ninguna pulsación/)).toHaveLength(newMenu().readings - 1);
    await board.until('it is over', () => !board.world.twilio.control.liveLegs().includes(sid));
    expect(await board.callOf(sid)).toMatchObject({ disposition: 'missed', rang: [] });
    expect(await board.ledger()).toHaveLength(before + 1);
    wentWell(board.world, sid);
  });

  it('who presses nothing can be put through to the operator, and so can who presses 0', async () => {
    await saveMenu('operator');
    answering(ken);
    const silent = board.call();
    await talks(ken);
    await board.quiet();
    await eventually('Ken’s call is over', () => ken.calls.every(({ state }) => state === 'ended'));
    const hasty = board.call();
    await told(hasty, 'Gracias por llamar');
    press(hasty, '0');
    await talks(ken);
    expect(said(board.world, hasty).join(' ')).not.toContain('Pulse');
    wentWell(board.world, silent, hasty);
  });

  it('chooses her language first, and hears everything in it', async () => {
    await board.save({
      languages: ['es-ES', 'ca-ES', 'en-GB'],
      answer: 'menu',
      menu: {
        ...newMenu(),
        options: [
          {
            key: '1',
            label: { 'es-ES': 'ventas', 'ca-ES': 'vendes', 'en-GB': 'sales' },
            action: {
              do: 'people',
              people: { agentIds: [ana.id], strategy: 'simultaneous', intervalSeconds: 20, repeat: false },
            },
          },
        ],
      },
    });
    answering(ana);
    const sid = board.call();
    await board.until('English is offered', () => said(board.world, sid).includes('For English, press 3.'));
    press(sid, '3');
    await told(sid, 'Press 1 for sales.');
    const { transcript } = board.world.twilio.control.call(sid);
    const spoken = transcript.flatMap((entry) => (entry.what === 'said' ? [entry.language] : []));
    expect(spoken.slice(0, 3)).toEqual(['es-ES', 'ca-ES', 'en-GB']);
    press(sid, '1');
    await talks(ana);
    wentWell(board.world, sid);
  });
});
