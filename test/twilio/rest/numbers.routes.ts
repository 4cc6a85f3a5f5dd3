import { Hono } from 'hono';
import { Form, given } from './form.ts';
import { page } from './paging.ts';
import { showCallerId, showNumber } from './rendering.ts';
import type { RestEnv, RestParts } from './rest-api.ts';
import { notFound, RestError } from './rest-error.ts';
import { voiceSettingsIn } from './voice-settings.ts';

/** IncomingPhoneNumbers (list, fetch, update) and OutgoingCallerIds (list, fetch, delete). */
export function numberRoutes({ account }: RestParts): Hono<RestEnv> {
  const routes = new Hono<RestEnv>();

  routes.get('/IncomingPhoneNumbers.json', (context) => {
    const { PhoneNumber, FriendlyName } = context.req.query();
    const found = [...account.numbers.values()].filter(
      (number) =>
        (!PhoneNumber || number.phoneNumber.includes(PhoneNumber.replace(/\*/g, ''))) &&
        (!FriendlyName || number.friendlyName === FriendlyName),
    );
    return page(context, 'incoming_phone_numbers', found, (number) => showNumber(number, account));
  });

  const numberAt = (path: string, file: string) => {
    const number = account.numbers.get(file.replace(/\.json$/, ''));
    if (!number) throw notFound(path);
    return number;
  };
  routes.get('/IncomingPhoneNumbers/:file{.+\\.json}', (context) =>
    context.json(showNumber(numberAt(context.req.path, context.req.param('file')), account)),
  );
  routes.post('/IncomingPhoneNumbers/:file{.+\\.json}', async (context) => {
    const number = numberAt(context.req.path, context.req.param('file'));
    const form = new Form(await context.req.text());
    form.refuse(['TrunkSid', 'BundleSid', 'EmergencyAddressSid']);
    const voiceApplicationSid = form.text('VoiceApplicationSid');
    if (voiceApplicationSid && !account.applications.has(voiceApplicationSid)) {
      throw new RestError(400, 21218, `Invalid VoiceApplicationSid: ${voiceApplicationSid}`);
    }
    Object.assign(number, voiceSettingsIn(form), given({ voiceApplicationSid, friendlyName: form.friendlyName() }));
    account.touch(number);
    return context.json(showNumber(number, account));
  });

  routes.get('/OutgoingCallerIds.json', (context) => {
    const { PhoneNumber, FriendlyName } = context.req.query();
    const found = [...account.callerIds.values()].filter(
      (callerId) =>
        (!PhoneNumber || callerId.phoneNumber === PhoneNumber) &&
        (!FriendlyName || callerId.friendlyName === FriendlyName),
    );
    return page(context, 'outgoing_caller_ids', found, (callerId) => showCallerId(callerId, account));
  });
  routes.get('/OutgoingCallerIds/:file{.+\\.json}', (context) => {
    const callerId = account.callerIds.get(context.req.param('file').replace(/\.json$/, ''));
    if (!callerId) throw notFound(context.req.path);
    return context.json(showCallerId(callerId, account));
  });
  routes.delete('/OutgoingCallerIds/:file{.+\\.json}', (context) => {
    if (!account.callerIds.delete(context.req.param('file').replace(/\.json$/, ''))) throw notFound(context.req.path);
    return context.body(null, 204);
  });
  return routes;
}
