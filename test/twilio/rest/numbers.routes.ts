import { Hono } from 'hono';
import type { Account } from '#test/twilio/account/account.ts';
import { Form, given } from './form.ts';
import { page } from './paging.ts';
import { showNumber } from './rendering.ts';
import type { RestEnv, RestParts } from './rest-api.ts';
import { notFound, RestError } from './rest-error.ts';
import { voiceSettingsIn } from './voice-settings.ts';

const MISSING = ['TrunkSid', 'BundleSid', 'EmergencyAddressSid'];

/** IncomingPhoneNumbers: list, create (any number that is nobody's can be rented), fetch, update, delete. */
export function numberRoutes({ account }: RestParts): Hono<RestEnv> {
  const routes = new Hono<RestEnv>();

  routes.get('/IncomingPhoneNumbers.json', (context) => {
    const { PhoneNumber = '', FriendlyName, Origin = 'twilio' } = context.req.query();
    // A part of it is enough, and a star is any digit.
    const wanted = new RegExp(PhoneNumber.replace(/[^*\w]/g, '\\$&').replaceAll('*', '\\d'));
    const found = [...account.numbers.values()].filter(
      (number) =>
        Origin === 'twilio' &&
        wanted.test(number.phoneNumber) &&
        (!FriendlyName || number.friendlyName === FriendlyName),
    );
    return page(context, 'incoming_phone_numbers', found, (number) => showNumber(number, account));
  });

  routes.post('/IncomingPhoneNumbers.json', async (context) => {
    const form = new Form(await context.req.text());
    form.refuse(MISSING);
    const phoneNumber = readNewNumber(form, account);
    return context.json(showNumber(account.addNumber(phoneNumber, settingsIn(form, account)), account), 201);
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
    form.refuse(MISSING);
    Object.assign(number, settingsIn(form, account));
    account.touch(number);
    return context.json(showNumber(number, account));
  });

  routes.delete('/IncomingPhoneNumbers/:file{.+\\.json}', (context) => {
    account.numbers.delete(numberAt(context.req.path, context.req.param('file')).sid);
    return context.body(null, 204);
  });
  return routes;
}

function settingsIn(form: Form, account: Account) {
  const voiceApplicationSid = form.text('VoiceApplicationSid');
  if (voiceApplicationSid && !account.applications.has(voiceApplicationSid)) {
    throw new RestError(400, 21420, `Invalid VoiceApplicationSid: ${voiceApplicationSid}`);
  }
  return { ...voiceSettingsIn(form), ...given({ voiceApplicationSid, friendlyName: form.friendlyName() }) };
}

/** The number that is asked for, or one of an American area code. */
function readNewNumber(form: Form, account: Account): string {
  const areaCode = form.text('AreaCode');
  const written = form.text('PhoneNumber') ?? '';
  if (written === '' && areaCode && /^[2-9]\d{2}$/.test(areaCode)) {
    const free = Array.from({ length: 100 }, (_, i) => `+1${areaCode}55501${String(i).padStart(2, '0')}`);
    const found = free.find((number) => !account.numberOf(number));
    if (found) return found;
  }
  if (written === '' && areaCode) throw new RestError(400, 21452, `No phone numbers found in area code ${areaCode}`);
  if (!/^\+[1-9]\d{6,14}$/.test(written)) throw new RestError(400, 21421, `PhoneNumber is invalid: ${written}`);
  if (account.numberOf(written)) throw new RestError(400, 21422, `PhoneNumber ${written} is not available`);
  return written;
}
