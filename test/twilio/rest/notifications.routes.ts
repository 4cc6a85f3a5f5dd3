import { Hono } from 'hono';
import { page } from './paging.ts';
import { showNotification } from './rendering.ts';
import type { RestEnv, RestParts } from './rest-api.ts';

/** The debugger's log, newest first, and the balance. */
export function notificationRoutes({ account }: RestParts): Hono<RestEnv> {
  const routes = new Hono<RestEnv>();
  routes.get('/Notifications.json', (context) => {
    const { Log } = context.req.query();
    const wanted = account.notifications.filter(
      (notification) => Log === undefined || (notification.level === 'error' ? '0' : '1') === Log,
    );
    return page(context, 'notifications', wanted.reverse(), (notification) => showNotification(notification, account));
  });
  routes.get('/Calls/:sid/Notifications.json', (context) => {
    const sid = context.req.param('sid');
    const own = account.notifications.filter((notification) => notification.callSid === sid).reverse();
    return page(context, 'notifications', own, (notification) => showNotification(notification, account));
  });
  routes.get('/Balance.json', (context) =>
    context.json({ account_sid: account.accountSid, balance: account.balance, currency: 'USD' }),
  );
  return routes;
}
