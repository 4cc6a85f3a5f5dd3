import { Hono } from 'hono';
import * as schema from './control.schema.ts';
import type { Control } from './control.ts';
import { check, read } from './control-body.ts';
import { ControlError } from './control-error.ts';
import { recordingControlRoutes } from './recordings.routes.ts';

/** The Control API by HTTP, as README.md documents it. Mounted at `/control`. */
export function controlRoutes(control: Control): Hono {
  const { account, phones, chaos } = control;
  const routes = new Hono();

  const showAccount = () => ({
    accountSid: account.accountSid,
    authToken: account.authToken,
    status: account.status,
    type: account.type,
    balance: account.balance,
    blockedPrefixes: [...account.blockedPrefixes],
    numbers: [...account.numbers.values()],
    callerIds: [...account.callerIds.values()],
    applications: [...account.applications.values()],
    keys: [...account.keys.values()].map(({ secret: _, ...shown }) => shown),
    notifications: account.notifications,
  });
  routes.get('/account', (context) => context.json(showAccount()));
  routes.patch('/account', async (context) => {
    const { blockedPrefixes, ...change } = await read(context, schema.accountChange);
    Object.assign(account, change);
    if (blockedPrefixes) {
      account.blockedPrefixes.clear();
      for (const prefix of blockedPrefixes) account.blockedPrefixes.add(prefix);
    }
    return context.json(showAccount());
  });
  routes.put('/numbers/:number', async (context) => {
    const number = check(context.req.param('number'), schema.phoneNumber);
    return context.json(control.configureNumber(number, await read(context, schema.numberSettings)));
  });
  routes.delete('/numbers/:number', (context) => {
    const number = account.numberOf(context.req.param('number'));
    if (!number) throw new ControlError(404, 'no-such-number', 'not a number of this account');
    account.numbers.delete(number.sid);
    return context.body(null, 204);
  });
  routes.post('/caller-ids', async (context) => {
    const { phoneNumber, friendlyName } = await read(context, schema.callerId);
    return context.json(account.addCallerId(phoneNumber, friendlyName), 201);
  });

  routes.get('/phones', (context) =>
    context.json({ default: phones.defaultBehaviour, phones: Object.fromEntries(phones.behaviours) }),
  );
  routes.put('/phones/default', async (context) => {
    phones.defaultBehaviour = await read(context, schema.behaviour);
    return context.json(phones.defaultBehaviour);
  });
  routes.put('/phones/:number', async (context) => {
    const number = check(context.req.param('number'), schema.phoneNumber);
    const behaviour = await read(context, schema.behaviour);
    control.setPhone(number, behaviour);
    return context.json(behaviour);
  });
  routes.get('/clients', (context) =>
    context.json({ browsers: control.registered(), clients: Object.fromEntries(phones.clientBehaviours) }),
  );
  routes.put('/clients/:identity', async (context) => {
    const identity = check(context.req.param('identity'), schema.identity);
    const behaviour = await read(context, schema.behaviour);
    control.registerClient(identity, behaviour);
    return context.json(behaviour);
  });
  routes.delete('/clients/:identity', (context) => {
    control.unregisterClient(context.req.param('identity'));
    return context.body(null, 204);
  });
  routes.post('/signalling/cut', async (context) => {
    control.cutSignalling((await read(context, schema.cut)).identity);
    return context.body(null, 204);
  });
  routes.post('/signalling/expire', async (context) => {
    control.expireTokens((await read(context, schema.expire)).identity);
    return context.body(null, 204);
  });
  routes.put('/media/loss', async (context) => {
    control.loseSound((await read(context, schema.loss)).loss);
    return context.body(null, 204);
  });

  routes.post('/calls', async (context) => {
    const callSid = control.placeCall(await read(context, schema.placedCall));
    return context.json(control.call(callSid), 201);
  });
  routes.get('/calls', (context) => context.json(control.calls()));
  routes.get('/calls/:sid', (context) => context.json(control.call(context.req.param('sid'))));
  routes.post('/calls/:sid/press', async (context) => {
    const { digits } = await read(context, schema.pressed);
    control.press(context.req.param('sid'), digits);
    return context.body(null, 204);
  });
  routes.post('/calls/:sid/say', async (context) => {
    const { text, language } = await read(context, schema.said);
    await control.say(context.req.param('sid'), text, language);
    return context.body(null, 204);
  });
  routes.post('/calls/:sid/speech', async (context) => {
    control.recognize(context.req.param('sid'), await read(context, schema.recognized));
    return context.body(null, 204);
  });
  for (const [path, act] of [
    ['hang-up', (sid: string) => control.hangUp(sid)],
    ['answer', (sid: string) => control.answer(sid)],
    ['decline', (sid: string) => control.decline(sid)],
  ] as const) {
    routes.post(`/calls/:sid/${path}`, (context) => {
      act(context.req.param('sid'));
      return context.body(null, 204);
    });
  }
  routes.route('/recordings', recordingControlRoutes(control));
  routes.get('/live-legs', (context) => context.json(control.liveLegs()));

  routes.get('/chaos', (context) => context.json(chaos.list()));
  routes.post('/chaos', async (context) => {
    chaos.add(await read(context, schema.chaosRule));
    return context.json(chaos.list(), 201);
  });
  routes.delete('/chaos', (context) => {
    chaos.clear();
    return context.body(null, 204);
  });

  const showClock = () => ({ now: control.now(), turnable: control.isTurnable });
  routes.get('/clock', (context) => context.json(showClock()));
  routes.post('/clock/turn', async (context) => {
    await control.turnClock((await read(context, schema.turned)).ms);
    return context.json(showClock());
  });
  routes.post('/reset', (context) => {
    control.reset();
    return context.body(null, 204);
  });
  routes.all('*', (context) => context.json({ code: 'not-found', message: `no ${context.req.path} here` }, 404));
  routes.onError((error, context) => {
    if (error instanceof ControlError) return context.json({ code: error.code, message: error.message }, error.status);
    if (error instanceof RangeError) return context.json({ code: 'bad-request', message: error.message }, 400);
    return context.json({ code: 'internal', message: String(error) }, 500);
  });
  return routes;
}
