import type { Page } from 'puppeteer-core';

/** The second click of a double click, as the browser counts it: whatever the first one has brought up there by now. */
export async function secondClick(page: Page, { x, y }: { x: number; y: number }): Promise<void> {
  const session = await page.createCDPSession();
  for (const type of ['mousePressed', 'mouseReleased'] as const) {
    await session.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 2 });
  }
  await session.detach();
}
