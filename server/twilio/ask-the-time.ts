import type { Context } from '#server/context.ts';
import { NetworkTime } from '#server/network-time.ts';
import { readConnection, restByKey } from './connection.ts';

/** Each of Twilio's answers tells the time: one is asked for in the background, before the first call comes. */
export function askTheTime(context: Context): void {
  if (!(context.clock instanceof NetworkTime)) return;
  context.background.start('ask Twilio for the time', async () => {
    const connection = await readConnection(context);
    if (connection) await restByKey(context, connection).keyWorks();
  });
}
