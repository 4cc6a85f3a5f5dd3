import type { Page } from 'puppeteer-core';

/**
 * Copies a text in a page that is in front, and pastes it where that has its focus: a real paste, with its event. No permission is asked
 * for: whoever asks by a session of the debugger takes the microphone's back, too, when that session ends.
 */
export async function pastes(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  // What Ctrl+V does is the browser's to know: the keys alone paste nothing.
  await page.keyboard.down('Control');
  await page.keyboard.press('v', { commands: ['Paste'] });
  await page.keyboard.up('Control');
}
