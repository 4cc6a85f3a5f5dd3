import { said } from '#test/stories/heard.ts';
import { callComesIn, callGoesOut, talks } from '#test/stories/in-the-call.ts';
import type { Director } from '#test/stories/stage.ts';
import { press } from '#test/support/browser/agent-browser.ts';
import { eventually } from '#test/support/eventually.ts';
import { type Cast, clearStage, noteIs, opensRecord, sitsDownAgain } from './cast.ts';

/** Ana's browser dies in an incoming call, which is given back to her; then in an outgoing one, whose customer she can call back. */
export async function lost(cast: Cast, { step, shoot }: Director): Promise<void> {
  const { world } = cast;
  const dies = async (meanwhile: () => Promise<unknown>) => {
    const { profile, browser } = cast.ana;
    const gone = new Promise((over) => browser.process()?.once('exit', over));
    browser.process()?.kill('SIGKILL');
    await gone;
    await meanwhile();
    await sitsDownAgain(cast, profile);
  };
  const { customer } = await step('Laura calls, and Ana notes what she wants', async () => {
    const legs = await callComesIn(cast);
    await noteIs(cast);
    return legs;
  });
  await step('Ana’s browser is killed, and opened again: Laura is given back to her', async () => {
    const isTold = () => said(world, customer).some((text) => text.includes('Se ha cortado'));
    await dies(() => eventually('Laura hears that the line was cut', isTold, 60_000));
    await eventually('it rings again', async () => (await cast.ana.softphone()).call?.state === 'ringing', 60_000);
  });
  await shoot('rings-again', cast.popup);
  await step('she answers', async () => {
    await cast.popup.bringToFront();
    await press(cast.popup, cast.ana.t.call.answer);
    await talks(cast.ana);
    await opensRecord(cast);
  });
  await shoot('rescued', cast.popup);
  await shoot('rescued-page', cast.page);
  await step('the call ends', () => clearStage(cast));
  await step('Ana calls Laura, and notes what she wants', async () => {
    await callGoesOut(cast);
    await noteIs(cast);
  });
  await step('her browser is killed: the call is over, and can be made again', async () => {
    await dies(() => eventually('no leg is left', () => world.twilio.control.liveLegs().length === 0, 60_000));
    await cast.ana.until('she is back', ({ line }) => line.state === 'ready');
    await opensRecord(cast);
  });
  await shoot('lost', cast.popup);
  await shoot('lost-page', cast.page);
}
