import { callComesIn, callGoesOut, isWarned, stands } from '#test/stories/in-the-call.ts';
import type { Director } from '#test/stories/stage.ts';
import { press } from '#test/support/browser/agent-browser.ts';
import { type Cast, clearStage, isRung, lauraRings } from './cast.ts';

/** What goes wrong, in plain words: microphone, server, network. */
export async function troubles(cast: Cast, { step, shoot }: Director): Promise<void> {
  const { world, ana, popup, page } = cast;
  const noted = () => popup.locator('.note.bad, .note.warn').wait();
  const ringing = await step('the microphone is blocked while it rings', async () => {
    const sid = lauraRings(cast);
    await ana.until('it rings', ({ call }) => call?.state === 'ringing');
    await ana.setMicrophone('denied');
    await popup.bringToFront();
    await noted();
    return sid;
  });
  await shoot('microphone-blocked-ringing', popup);
  await shoot('microphone-blocked-ringing-page', page);
  await step('the call is over, the microphone still blocked', async () => {
    world.twilio.control.hangUp(ringing);
    await ana.until('it rings no more', ({ call }) => call?.state !== 'ringing');
    await popup.bringToFront();
    await press(popup, ana.t.call.dismiss).catch(() => undefined);
    await noted();
  });
  await shoot('microphone-blocked', popup);
  await shoot('microphone-blocked-page', page);
  await step('the microphone is allowed again', async () => {
    await clearStage(cast);
    await isRung(cast);
  });
  const away = await step('the server is away', async () => {
    const gone = await world.serverAway();
    await ana.until('missed', ({ line }) => line.state === 'problem');
    await popup.bringToFront();
    await noted();
    return gone;
  });
  await shoot('server-away', popup);
  await step('it is back', async () => {
    await away.back();
    await isRung(cast);
  });
  const call = await step('Laura calls', () => callComesIn(cast));
  const inCall = await step('the server goes away in the call, which goes on', async () => {
    const gone = await world.serverAway();
    await popup.bringToFront();
    await press(popup, ana.t.control.hold);
    await popup.locator('.note').wait();
    return gone;
  });
  await shoot('server-away-in-call', popup);
  await shoot('server-away-in-call-page', page);
  await step('it is back, and the call as it was', async () => {
    await inCall.back();
    await ana.until('ready', ({ line }) => line.state === 'ready');
    await stands(ana, 'it is told again', ({ customer }) => customer === 'talking' || customer === 'held');
    world.twilio.control.hangUp(call.customer);
    await clearStage(cast);
  });
  await step('the network loses a third of what is said', async () => {
    await callGoesOut(cast);
    world.twilio.control.loseSound(1 / 3);
    await isWarned(ana, 'packets-lost');
  });
  await shoot('bad-network', popup);
  await shoot('bad-network-page', page);
  await step('the network is well again', async () => {
    world.twilio.control.loseSound(0);
    await isWarned(ana, null);
  });
}
