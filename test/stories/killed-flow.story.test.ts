import { afterAll, beforeAll, expect, it } from 'vitest';
import { agentApi } from '#shared/api/agent-api.ts';
import { newFlow } from '#shared/call-flow/new-flow.ts';
import { textPrompt } from '#shared/call-flow/prompt.ts';
import type { TestAgent } from '#test/support/agent.ts';
import { eventually } from '#test/support/eventually.ts';
import { menuOf, spanishFlow } from '#test/support/flow.ts';
import { must } from '#test/support/must.ts';
import { type ProcessWorld, startProcessWorld } from '#test/support/process-world.ts';
import { COMPANY_LINE, LAURA, STRANGER } from '#test/support/world.ts';
import { isTold, ringing, said } from './heard.ts';
import { saveLine } from './switchboard.ts';
import { callerNumber, isBusy, isFree } from './waiting.ts';

/** The only server process is killed without a word while callers are in menu, ring and queue, and another one starts: nobody is lost. */

let world: ProcessWorld;
let ana: TestAgent;
let ken: TestAgent;
let priya: TestAgent;

beforeAll(async () => {
  world = await startProcessWorld({ team: ['ana', 'ken', 'priya'], count: 1 });
  ana = await world.agent('ana', { whenRung: 'answers', afterSeconds: 0.5 });
  ken = await world.agent('ken', { whenRung: 'no-answer' });
  priya = await world.agent('priya', { whenRung: 'answers', afterSeconds: 0.5 });
  const brief = { 'es-ES': textPrompt('${Key}: ${Menu}.', 'es-ES') };
  const menu = menuOf(
    {
      1: { label: 'ventas', to: [ken.id] },
      2: { label: 'soporte', to: [ana.id] },
      3: { label: 'tienda', to: menuOf({ 1: { label: 'piezas', to: [priya.id] } }, { prompt: brief, keySeconds: 20 }) },
    },
    { prompt: brief, keySeconds: 20 },
  );
  const queue = { ...newFlow('es-ES', 'Europe/Madrid').queue, on: true, announceSeconds: 30 };
  await saveLine(world, spanishFlow([], { answer: 'menu', menu, queue }));
  await isBusy(ana);
});
afterAll(async () => {
  const legs = world.twilio.control.liveLegs();
  // Processes and their database first: nothing else would end them.
  await world.stop();
  expect(legs).toEqual([]);
});

/** Somebody calls and has heard the menu begin. */
async function inMenu(from: string): Promise<string> {
  const sid = world.twilio.control.placeCall({ from, to: COMPANY_LINE });
  await eventually('the menu is read', () => said(world, sid).length > 0);
  return sid;
}
const transcript = (sid: string) => world.twilio.control.call(sid).transcript.map(({ what }) => what);
const talks = (one: TestAgent) => eventually('she talks', () => one.calls.find(({ state }) => state === 'talking'));
const press = (sid: string, key: string) => world.twilio.control.press(sid, key);

async function killAndRestart(meanwhile: () => Promise<unknown>): Promise<void> {
  const [only] = world.processes.living();
  // On a busy machine a start may take longer than a menu waits for a key: the load balancer lets Twilio wait.
  world.processes.holds = true;
  await only?.kill();
  await meanwhile();
  await world.processes.start();
  for (const one of [ana, ken, priya]) await one.connect();
  await isBusy(ana);
  await Promise.all([ken, priya].map(isFree));
}

it('puts each of them through, in the end, and every call is known as answered', async () => {
  const { control } = world.twilio;
  const queued = await inMenu(LAURA);
  press(queued, '2');
  await eventually('there is music', () => transcript(queued).includes('played'));
  const rung = await inMenu(STRANGER);
  press(rung, '1');
  const leg = await eventually('Ken’s softphone rings', () => ringing(world, rung)[0]?.sid);
  const choosing = await inMenu(callerNumber(1));

  await killAndRestart(async () => {
    control.answer(leg);
    await eventually('Ken and his caller talk without any server', () => transcript(rung).includes('bridged'));
  });

  press(choosing, '3');
  await isTold(world, choosing, '1: piezas.');
  press(choosing, '1');
  await talks(priya);
  expect(transcript(queued)).not.toContain('dequeued');
  await isFree(ana);
  await talks(ana);

  for (const sid of [queued, rung, choosing]) {
    expect(transcript(sid)).toContain('bridged');
    control.hangUp(sid);
  }
  await eventually('no leg is left', () => control.liveLegs().length === 0);
  for (const one of [ana, ken, priya])
    await eventually('it is one answered call', async () => {
      const { calls } = await must(one.ask(agentApi.recentCalls));
      return calls.length === 1 && calls[0]?.disposition === 'answered';
    });
});
