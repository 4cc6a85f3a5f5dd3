import { WEBHOOKS } from '#server/twilio/webhook-urls.ts';
import type { Luck } from '#test/fuzz/luck.ts';
import { randomText } from '#test/fuzz/random-text.ts';
import { ACCOUNT_SID, callSid, LINE } from '#test/support/telephony.ts';
import type { Laid } from './phone-desk.ts';

/** The first stands there already, the second is fetched, and the fallback asks for no signature: it tells the same to everybody, and changes nothing. */
const OTHERS: readonly string[] = [WEBHOOKS.incoming, WEBHOOKS.ringMeVoice, WEBHOOKS.fallback];
/** Every address that Twilio posts to and has to sign for. */
export const GUARDED: readonly [string, ...string[]] = [
  WEBHOOKS.incoming,
  ...Object.values(WEBHOOKS).filter((path) => !OTHERS.includes(path)),
];

export interface RandomWebhook {
  /** With its query. */
  path: string;
  /** As it is sent. */
  body: string;
  type: string;
}

const FORM = 'application/x-www-form-urlencoded; charset=UTF-8';
const DIGITS = ['', '1', '2', '#', '*', 'hangup', '0'.repeat(64), '0'.repeat(65), '٣', '1w2'] as const;
const WORDS = [
  'completed',
  'answered',
  'in-progress',
  'busy',
  'no-answer',
  'canceled',
  'ringing',
  'queued',
  'absent',
] as const;
const ODD = ['-1', '1e9', 'NaN', '99999999999999999999', '0x10', '1.5', ' ', 'true', 'false', 'null', '2'] as const;
const TIMES = [
  'Mon, 02 Mar 2026 08:59:59 +0000',
  'Mon, 02 Mar 2026 08:00:00 +0000',
  'Fri, 31 Dec 9999 23:59:59 +0000',
  'soon',
] as const;
const EVENTS = [
  'participant-join',
  'participant-leave',
  'participant-hold',
  'conference-start',
  'conference-end',
  'constructor',
  '__proto__',
] as const;

/** What Twilio could send, and whatever else somebody with the signing key's luck could: half of it near enough to be taken. */
export function randomWebhook(luck: Luck, laid: Laid): RandomWebhook {
  const path = luck.pick([WEBHOOKS.fallback, ...GUARDED]) + randomQuery(luck, laid);
  if (luck.chance(0.15)) return { path, body: randomBody(luck), type: randomType(luck) };
  const fields = randomFields(luck, laid);
  if (luck.chance(0.5)) spoil(luck, fields);
  return { path, body: new URLSearchParams(fields).toString(), type: FORM };
}

/** The names and values of one form: a name may stand there twice. */
function randomFields(luck: Luck, laid: Laid): [string, string][] {
  const leg = () => (luck.chance(0.9) ? luck.pick(laid.legs) : callSid(String(luck.whole(0, 9))));
  const client = `client:${luck.pick(laid.agents)}`;
  const call = luck.pick(laid.calls);
  const maybe = (share: number, name: string, value: string): [string, string][] =>
    luck.chance(share) ? [[name, value]] : [];
  return [
    ['AccountSid', ACCOUNT_SID],
    ['CallSid', leg()],
    ...maybe(0.9, 'From', luck.pick(['+34612345670', 'anonymous', client, 'sip:x@y', '+266696687'])),
    ...maybe(0.9, 'To', luck.pick([LINE, client, `${client}?a=b`, '+34910999999', ''])),
    ...maybe(0.5, 'ParentCallSid', leg()),
    ...maybe(0.9, 'CallStatus', luck.pick(WORDS)),
    ...maybe(0.7, 'DialCallStatus', luck.pick(WORDS)),
    ...maybe(0.5, 'DialCallSid', leg()),
    ...maybe(0.5, 'DialCallDuration', luck.pick(ODD)),
    ...maybe(0.3, 'CallDuration', String(luck.whole(0, 90))),
    ...maybe(0.3, 'DialBridged', luck.pick(['true', 'false'])),
    ...maybe(0.6, 'Digits', luck.pick(DIGITS)),
    ...maybe(0.4, 'Timestamp', luck.pick(TIMES)),
    ...maybe(0.3, 'SipResponseCode', luck.pick(['603', '486', '200'])),
    ...maybe(
      0.5,
      'QueueResult',
      luck.pick(['bridged', 'leave', 'hangup', 'redirected', 'queue-full', 'error', 'system-error', 'new']),
    ),
    ...maybe(0.7, 'RecordingSid', `RE${luck.pick(['a', 'b'] as const).repeat(32)}`),
    ...maybe(0.7, 'RecordingStatus', luck.pick(['in-progress', 'completed', 'absent', 'failed'])),
    ...maybe(0.4, 'RecordingSource', luck.pick(['RecordVerb', 'DialVerb', 'StartCallRecordingAPI'])),
    ...maybe(0.3, 'RecordingStartTime', luck.pick(TIMES)),
    ...maybe(0.8, 'ConferenceSid', `CF${luck.pick(['a', 'b'] as const).repeat(32)}`),
    ...maybe(0.8, 'FriendlyName', luck.pick([`c-${call}`, call, 'c-'])),
    ...maybe(0.8, 'StatusCallbackEvent', luck.pick(EVENTS)),
    ...maybe(0.8, 'SequenceNumber', String(luck.whole(0, 12))),
    ...maybe(0.5, 'c', luck.pick([call, 'c_', '../..'])),
  ];
}

const JUNK_NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'CallSid',
  'To',
  'AccountSid',
  'From',
  '',
  '$where',
] as const;

/** One of its fields goes wrong, or one comes that nobody expects. */
function spoil(luck: Luck, fields: [string, string][]): void {
  const value = luck.pick([
    randomText(luck, 400),
    luck.pick(ODD),
    'x'.repeat(luck.whole(0, 5_000)),
    "';drop table calls;--",
  ]);
  if (luck.chance(0.3)) fields.push([luck.pick(JUNK_NAMES), value]);
  else if (luck.chance(0.2)) fields.splice(luck.whole(1, fields.length - 1), 1);
  else {
    const field = fields[luck.whole(1, fields.length - 1)];
    if (field) field[1] = value;
  }
}

function randomQuery(luck: Luck, laid: Laid): string {
  if (luck.chance(0.05))
    return luck.pick(['', '?', '?c', '?c=%00', '?c=%', `?${'c=1&'.repeat(500)}`, '?step=1&c=__proto__']);
  const query = new URLSearchParams({ c: luck.pick(laid.calls), step: String(luck.whole(0, 4)) });
  const maybe = (share: number, name: string, value: string) => luck.chance(share) && query.set(name, value);
  maybe(0.3, 'a', luck.pick([...laid.agents, 'u_', randomText(luck, 30)]));
  maybe(0.2, 'ask', luck.pick(['ask-1', 'ask-2', '<x>']));
  maybe(0.2, 'led', luck.pick(['0', '1', '-1', '9999999']));
  maybe(0.2, 'part', luck.pick(['1', '2', '0', '-1', '1e9', 'x', '99']));
  maybe(0.2, 'lap', luck.pick(ODD));
  maybe(0.2, 'failures', luck.pick(ODD));
  maybe(0.3, 'line', luck.pick([LINE, 'x', '+1']));
  maybe(0.3, 'asked', '1');
  maybe(0.1, 'step', luck.pick(ODD));
  return `?${query}`;
}

/** Nothing that Twilio has ever sent. */
const randomBody = (luck: Luck): string =>
  luck.pick([
    '',
    '&&&===',
    '%',
    '%ff%fe=%c3%28',
    '{"CallSid":"x"}',
    `AccountSid=${ACCOUNT_SID}`,
    `AccountSid=${ACCOUNT_SID}&CallSid[]=1&CallSid[x]=2`,
    `AccountSid=${ACCOUNT_SID}&${'a=1&'.repeat(luck.whole(0, 3_000))}`,
    `AccountSid=${ACCOUNT_SID}&To=${'%00'.repeat(luck.whole(0, 1_000))}`,
    `AccountSid=${ACCOUNT_SID}&To=${'x'.repeat(70_000)}`,
    encodeURIComponent(randomText(luck, 2_000).toWellFormed()),
    randomText(luck, 2_000).toWellFormed(),
  ]);

const randomType = (luck: Luck): string =>
  luck.pick([
    FORM,
    FORM,
    FORM,
    'application/json',
    'text/plain',
    'multipart/form-data; boundary=x',
    '',
    'APPLICATION/X-WWW-FORM-URLENCODED',
  ]);
