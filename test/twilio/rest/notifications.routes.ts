import { type Context, Hono } from 'hono';
import type { Notification } from '#test/twilio/account/resources.ts';
import { dayFits } from './day-fits.ts';
import { page } from './paging.ts';
import { showNotification } from './rendering.ts';
import type { RestEnv, RestParts } from './rest-api.ts';
import { notFound } from './rest-error.ts';

/** The debugger's log, of the account or of a call, newest first, by `Log` and `MessageDate`; and the balance. */
export function notificationRoutes({ account, theSwitch }: RestParts): Hono<RestEnv> {
  const routes = new Hono<RestEnv>();
  const list = (context: Context, notifications: Notification[]) => {
    const query = new URL(context.req.url).searchParams;
    const log = query.get('Log');
    const wanted = notifications.filter(
      ({ at, level }) => (!log || (level === 'error' ? '0' : '1') === log) && dayFits(query, 'MessageDate', at),
    );
    return page(context, 'notifications', wanted.reverse(), (notification) => showNotification(notification, account));
  };
  routes.get('/Notifications.json', (context) => list(context, account.notifications));
  routes.get('/Calls/:sid/Notifications.json', (context) => {
    const sid = context.req.param('sid');
    const own = account.notifications.filter((notification) => notification.callSid === sid);
    if (own.length === 0 && !theSwitch.calls.has(sid)) throw notFound(context.req.path);
    return list(context, own);
  });
  routes.get('/Balance.json', (context) =>
    context.json({ account_sid: account.accountSid, balance: account.balance, currency: 'USD' }),
  );
  return routes;
}
