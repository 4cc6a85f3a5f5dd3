import { press } from '#test/support/browser/agent-browser.ts';
import { hiddenText } from '#test/support/browser/closed-root.ts';
import { hearsTone } from '#test/support/browser/hearing.ts';
import { eventually } from '#test/support/eventually.ts';
import { COMPANY_LINE, LAURA } from '#test/support/world.ts';
import { hears, saveAsItIs } from './outgoing-call.scene.ts';
import { type Director, lauraCalls, type Stage, VOICE_HZ } from './stage.ts';

/**
 * The contact calls the company; two agents ring, with the contact's card on popup, page and notification; one answers; the other
 * stops ringing at once; one call in the ledger. Ken, the other agent, has no browser.
 */
export async function incomingCall({ world, ana, page }: Stage, { step, shoot }: Director): Promise<void> {
  const { control } = world.twilio;
  const ken = await world.agent('ken', { whenRung: 'no-answer' });
  const kenRings = () => ken.calls.find((call) => call.state === 'ringing');
  const callsBefore = (await world.server.context.db.selectFrom('calls').select('id').execute()).length;

  const sid = await step('Laura calls the company', async () => lauraCalls(world));
  await step('Ana’s softphone rings', () => ana.until('it rings', ({ call }) => call?.state === 'ringing'));
  await step('Ken’s rings too', () => eventually('Ken rings', kenRings));
  await step('Laura’s card is on Ana’s page', () =>
    eventually('the card names her', async () => /Laura Gómez.*Transportes Gómez/.test(await hiddenText(page))),
  );
  await shoot('ringing-page', page);
  await step('the notification names her, with Answer and Decline', async () => {
    const worker = await ana.worker();
    await eventually('the notification is there', async () => {
      const all = await worker.evaluate(() => new Promise((resolve) => chrome.notifications.getAll(resolve)));
      return Object.keys(all as object).length === 1;
    });
  });
  const popup = await step('the popup shows her card', async () => {
    const shown = await ana.popup();
    await shown.locator('::-p-text(Laura Gómez)').wait();
    return shown;
  });
  await shoot('popup-ringing', popup);

  await step('Ana answers', async () => {
    await press(popup, `${ana.t.call.answer}`).catch(() => popup.keyboard.press('Enter'));
    await ana.until('the call is live', ({ call }) => call?.state === 'live');
  });
  await step('Ken stops ringing at once, and is told who took it', async () => {
    await eventually('Ken’s call is over', () => !kenRings());
    await eventually('he knows who answered', () => ken.calls.some((call) => call.answeredElsewhere?.includes('Ana')));
  });
  await step('Ana hears Laura', async () => hearsTone(await ana.offscreen(), VOICE_HZ.laura));
  await step('Laura hears Ana', () =>
    hears(() => {
      const phone = control.call(sid).phones[0];
      if (!phone) throw new Error('Laura has no phone');
      return phone;
    }, VOICE_HZ.ana),
  );
  await shoot('popup-on-the-line', popup);
  await step('Laura hangs up, and Ana’s call ends', async () => {
    control.hangUp(sid);
    await ana.until('it has ended', ({ call }) => call?.state === 'ended' && call.how === 'they-hung-up');
    await eventually('no leg is left', () => control.liveLegs().length === 0);
  });
  await step('it is one call in the ledger', () =>
    eventually('one answered call by Ana', async () => {
      const calls = await world.server.context.db.selectFrom('calls').selectAll().orderBy('created_at').execute();
      const [call, ...more] = calls.slice(callsBefore);
      if (more.length > 0) throw new Error(`${more.length} calls too many`);
      const byAna = call?.agent_id === (await world.idOf('ana'));
      return (
        call?.state === 'ended' &&
        call.disposition === 'answered' &&
        byAna &&
        call.number === LAURA &&
        call.line === COMPANY_LINE
      );
    }),
  );
  await shoot('popup-they-hung-up', popup);
  await step('Ana saves it without another word', () => saveAsItIs(popup, ana.t.wrapUp.save));
  await popup.close();
  await ken.disconnect();
  world.twilio.control.unregisterClient(ken.id);
}
