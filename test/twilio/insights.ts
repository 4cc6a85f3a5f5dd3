import { Hono } from 'hono';
import { cors } from 'hono/cors';

/** `eventgw.twilio.com` and `insights.*.twilio.com`: where the Voice SDK posts its measurements. They are taken and forgotten. */
export function insights(): Hono {
  const app = new Hono();
  app.use(cors({ origin: '*', allowHeaders: ['Content-Type', 'X-Twilio-Token'] }));
  app.post('/v4/:events', (context) => context.json({}));
  return app;
}
