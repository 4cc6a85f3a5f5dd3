import { browser } from 'wxt/browser';

const ALARM = 'watchdog';
/** The shortest that Chrome allows. */
const PERIOD_MINUTES = 0.5;

/**
 * Sees to it that the softphone lives, and that what waits for its time goes on: at the start of the browser, at installation, and every
 * half minute from then on.
 */
export function watchOver(ensure: () => Promise<void>, catchUp: () => Promise<void>): void {
  const look = () => {
    void ensure().catch((error: unknown) => console.error('the softphone could not be started', error));
    void catchUp().catch((error: unknown) => console.warn('what waits could not go on', error));
  };
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM) look();
  });
  browser.runtime.onStartup.addListener(look);
  browser.runtime.onInstalled.addListener(look);
  void setAlarm();
}

/** Setting it anew at each start of the worker would put it off again and again. */
async function setAlarm(): Promise<void> {
  const set = await browser.alarms.get(ALARM);
  if (!set) await browser.alarms.create(ALARM, { periodInMinutes: PERIOD_MINUTES });
}
