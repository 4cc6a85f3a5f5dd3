import { adminApi } from '#shared/api/admin-api.ts';
import type { Director } from '#test/stories/stage.ts';
import { LAURA_PAGE } from '#test/stories/stage.ts';
import { press } from '#test/support/browser/agent-browser.ts';
import { must } from '#test/support/must.ts';
import { kenAnswers } from './asked-first.scene.ts';
import { type Cast, kenIsFree, lauraRings, lineRings, withKen } from './cast.ts';

/** Ana, an administrator, is in a call of Ken's: what she sees, and what he sees. */
export const supervised = (cast: Cast, { step, shoot }: Director): Promise<void> =>
  withKen(cast, async (ken) => {
    const { world, ana, popup } = cast;
    const words = ana.t.supervise;
    const board = await ana.open('options.html#live');
    const hisPage = await ken.browser.open(`${LAURA_PAGE}?as=ken`);
    await shoot('board-off', board);
    await step('listening in is allowed', async () => {
      await must(world.admin.ask(adminApi.saveTeamRules, { supervision: true }));
      await lineRings(cast, 'ken');
      await board.reload();
    });
    await step('Laura calls, and it rings at Ken’s', async () => {
      lauraRings(cast);
      await ken.browser.until('it rings', ({ call }) => call?.state === 'ringing');
      await board.bringToFront();
      await board.locator(`::-p-text(${words.waits.ringing})`).wait();
    });
    await shoot('board-waiting', board);
    await step('Ken answers', () => kenAnswers(ken));
    await step('the board shows his call', async () => {
      await board.bringToFront();
      await board.locator('.supervise').wait();
    });
    await shoot('board', board);
    const comesByRinging = async () => {
      await ana.until('it rings at hers', ({ call }) => call?.state === 'ringing');
      await shoot('board-asking', board);
      await shoot('supervisor-is-rung', popup);
      await press(popup, ana.t.call.answer);
    };
    const comesIn = (how: 'listen' | 'whisper' | 'barge') =>
      step(`Ana comes in: ${how}`, async () => {
        await board.bringToFront();
        await press(board, words.howOf(words.how[how], ken.name));
        if (how === 'listen') await comesByRinging();
        await ken.browser.until('Ken sees it', ({ call }) =>
          call?.state === 'live' ? (call.control?.listeners.some((one) => one.how === how) ?? false) : false,
        );
        await board.locator(`::-p-text(${words.youAre[how]})`).wait();
      });
    await comesIn('listen');
    await shoot('board-listening', board);
    await shoot('listening', popup);
    await shoot('ken-listened-to', ken.popup);
    await shoot('ken-listened-to-page', hisPage);
    await comesIn('whisper');
    await shoot('ken-whispered-to', ken.popup);
    await comesIn('barge');
    await shoot('board-barging', board);
    await shoot('ken-with-ana', ken.popup);
    await step('Ana leaves', async () => {
      await board.bringToFront();
      await press(board, words.stopOf(ken.name));
      await ken.browser.until('he is alone with Laura', ({ call }) =>
        call?.state === 'live' ? call.control?.listeners.length === 0 : false,
      );
    });
    await shoot('board-left', board);
    await board.close();
    const changes = await ana.open('options.html#changes');
    await step('each time stands under Changes', () =>
      changes
        .locator('table, .list')
        .wait()
        .then(() => undefined),
    );
    await shoot('changes', changes);
    await changes.close();
    await kenIsFree(ken);
  });
