import type { Page } from 'puppeteer-core';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { callFlowApi } from '#shared/api/call-flow-api.ts';
import { type E164, e164Schema } from '#shared/ids.ts';
import { type HANDS, handsAt } from '#test/support/browser/hands.ts';
import { eventually } from '#test/support/eventually.ts';
import { must } from '#test/support/must.ts';
import { LAURA } from '#test/support/world.ts';
import { isTold, rings, wentWell } from './heard.ts';
import { answers, hearEachOther } from './on-the-line.ts';
import { addsNumber, buildsMenu, isLive, saves, savesByKey, says, shortensSentence, triesIt } from './set-up.scene.ts';
import { openStage, type Stage, VOICE_HZ } from './stage.ts';

/** An admin, who has never seen TwiML, sets a number up in the extension as it is shipped; its next caller reaches the right agent. */

const LINES: Record<keyof typeof HANDS, E164> = {
  mouse: v.parse(e164Schema, '+34910601251'),
  keyboard: v.parse(e164Schema, '+34910601252'),
};
const FORMER = 'https://old.example/voice';

let stage: Stage;
let popup: Page;

beforeAll(async () => {
  stage = await openStage({
    async onStage({ twilio }) {
      for (const [name, line] of Object.entries(LINES))
        twilio.control.configureNumber(line, { friendlyName: name, voiceUrl: FORMER });
    },
  });
  popup = await stage.ana.popup();
});
afterEach(async () => {
  await eventually('no leg is left', () => stage.world.twilio.control.liveLegs().length === 0);
});
afterAll(() => stage?.stop());

async function isSetUp(kind: keyof typeof HANDS): Promise<void> {
  const { t } = stage.ana;
  const page = await stage.ana.open('options.html#incoming');
  const admin = { page, hands: handsAt(page, kind), t };
  await addsNumber(admin, kind);
  await admin.hands.type(t.flow.name, 'Menú');
  await admin.hands.press(t.flow.menu, { role: 'radio' });
  await shortensSentence(admin, '#part-hears');
  await buildsMenu(admin);
  await triesIt(admin);
  await (kind === 'keyboard' ? savesByKey : saves)(admin);
  await says(admin, '[role=alertdialog]', t.flow.takeOver('old.example'));
  await admin.hands.press(t.flow.takeOverGo);
  await isLive(admin);
  await page.close();
}

async function nextCallerReachesAna(line: E164): Promise<void> {
  const { control } = stage.world.twilio;
  const sid = control.placeCall({ from: LAURA, to: line, toneHz: VOICE_HZ.laura });
  await isTold(stage.world, sid, '1: ventas.');
  control.press(sid, '2');
  await isTold(stage.world, sid, 'Pulse 1 para facturas.');
  control.press(sid, '1');
  await answers(stage, popup);
  await hearEachOther(stage, sid, VOICE_HZ.laura);
  control.hangUp(sid);
  await stage.ana.until('it is over', ({ call }) => call?.state === 'ended');
  expect(rings(stage.world, sid).map(({ who }) => who)).toEqual([await stage.world.idOf('ana')]);
  wentWell(stage.world, sid);
}

const savedAs = async (line: E164) =>
  (await must(stage.world.admin.ask(callFlowApi.callFlow, undefined, { number: line }))).flow;

it.each([
  ['by mouse', 'mouse'],
  ['by keyboard alone', 'keyboard'],
] as const)(
  '[req 2] [req 5] [req 6] [req 9] [req 10] [req 11] [req 12] [req 13] [req 17] [req 19] [req 20] [req 29] [req 39] an admin sets a menu of two levels up %s, tries it and saves; a caller reaches the right agent by 2 → 1',
  async (_, kind) => {
    await isSetUp(kind);
    const { menu, answer } = await savedAs(LINES[kind]);
    const [ana, ken] = [await stage.world.idOf('ana'), await stage.world.idOf('ken')];
    const ringing = (agentIds: string[], strategy = 'simultaneous') => ({
      do: 'people',
      people: { agentIds, strategy, intervalSeconds: 20, repeat: false },
    });
    expect(answer).toBe('menu');
    expect(menu.prompt['es-ES']?.text).toBe('${Key}: ${Menu}.');
    expect(menu.options).toMatchObject([
      { key: '1', label: { 'es-ES': 'ventas' }, action: ringing([ken]) },
      {
        key: '2',
        label: { 'es-ES': 'soporte' },
        action: {
          do: 'menu',
          menu: {
            options: [
              { key: '1', label: { 'es-ES': 'facturas' }, action: ringing([ana]) },
              { key: '2', label: { 'es-ES': 'averías' }, action: ringing([ana, ken], 'sequential') },
            ],
          },
        },
      },
    ]);
    await nextCallerReachesAna(LINES[kind]);
  },
);
