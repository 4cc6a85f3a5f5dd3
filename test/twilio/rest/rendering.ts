import type { Account } from '#test/twilio/account/account.ts';
import type {
  ApiKey,
  Application,
  CallerId,
  IncomingNumber,
  Notification,
  Resource,
  VoiceSettings,
} from '#test/twilio/account/resources.ts';
import { API_VERSION } from '#test/twilio/switch/call-parameters.ts';

/** RFC 2822, as Twilio writes dates. */
export function rfc2822(date: Date): string {
  return date.toUTCString().replace('GMT', '+0000');
}

export const pathOf = (account: Account, ...parts: string[]) =>
  ['', API_VERSION, 'Accounts', account.accountSid, ...parts].join('/').concat('.json');

const dates = ({ createdAt, updatedAt }: Pick<Resource, 'createdAt' | 'updatedAt'>) => ({
  date_created: rfc2822(createdAt),
  date_updated: rfc2822(updatedAt),
});

const urlOrNull = (url: string) => (url === '' ? null : url);

function voiceOf(settings: VoiceSettings) {
  return {
    voice_url: urlOrNull(settings.voiceUrl),
    voice_method: settings.voiceMethod,
    voice_fallback_url: urlOrNull(settings.voiceFallbackUrl),
    voice_fallback_method: settings.voiceFallbackMethod,
    voice_caller_id_lookup: settings.voiceCallerIdLookup,
    status_callback: urlOrNull(settings.statusCallback),
    status_callback_method: settings.statusCallbackMethod,
    sms_url: null,
    sms_method: 'POST',
    sms_fallback_url: null,
    sms_fallback_method: 'POST',
  };
}

/** What `/Accounts/{Sid}` has below it here. */
const BELOW = [
  ...['Applications', 'Balance', 'Calls', 'Conferences', 'IncomingPhoneNumbers', 'Keys', 'Notifications'],
  ...['OutgoingCallerIds', 'Queues', 'Recordings', 'SigningKeys'],
];

export function showAccount(account: Account) {
  const { accountSid } = account;
  const uris = BELOW.map((list) => [list.replace(/(?<!^)[A-Z]/g, '_$&').toLowerCase(), pathOf(account, list)]);
  return {
    sid: accountSid,
    owner_account_sid: accountSid,
    friendly_name: account.friendlyName,
    status: account.status,
    type: account.type,
    auth_token: account.authToken,
    ...dates(account),
    uri: `/${API_VERSION}/Accounts/${accountSid}.json`,
    subresource_uris: Object.fromEntries(uris),
  };
}

export function showNumber(number: IncomingNumber, account: Account) {
  return {
    sid: number.sid,
    account_sid: account.accountSid,
    api_version: API_VERSION,
    phone_number: number.phoneNumber,
    friendly_name: number.friendlyName,
    ...voiceOf(number),
    voice_application_sid: number.voiceApplicationSid === '' ? null : number.voiceApplicationSid,
    voice_receive_mode: 'voice',
    capabilities: { voice: true, sms: false, mms: false, fax: false },
    address_requirements: 'none',
    address_sid: null,
    beta: false,
    bundle_sid: null,
    emergency_address_sid: null,
    emergency_address_status: 'unregistered',
    emergency_status: 'Inactive',
    identity_sid: null,
    origin: 'twilio',
    sms_application_sid: null,
    status: 'in-use',
    trunk_sid: null,
    type: 'local',
    ...dates(number),
    uri: pathOf(account, 'IncomingPhoneNumbers', number.sid),
  };
}

export function showApplication(application: Application, account: Account) {
  return {
    sid: application.sid,
    account_sid: account.accountSid,
    api_version: API_VERSION,
    friendly_name: application.friendlyName,
    ...voiceOf(application),
    message_status_callback: null,
    sms_status_callback: null,
    public_application_connect_enabled: false,
    ...dates(application),
    uri: pathOf(account, 'Applications', application.sid),
  };
}

export function showCallerId(callerId: CallerId, account: Account) {
  return {
    sid: callerId.sid,
    account_sid: account.accountSid,
    friendly_name: callerId.friendlyName,
    phone_number: callerId.phoneNumber,
    ...dates(callerId),
    uri: pathOf(account, 'OutgoingCallerIds', callerId.sid),
  };
}

/** The secret is shown once, when the key is made. */
export function showKey(key: ApiKey) {
  return { sid: key.sid, friendly_name: key.friendlyName, ...dates(key) };
}

export function showNotification(notification: Notification, account: Account) {
  const at = rfc2822(notification.at);
  return {
    sid: notification.sid,
    account_sid: account.accountSid,
    api_version: API_VERSION,
    call_sid: notification.callSid,
    error_code: notification.code,
    log: notification.level === 'error' ? '0' : '1',
    message_text: notification.text,
    message_date: at,
    date_created: at,
    date_updated: at,
    more_info: `https://www.twilio.com/docs/errors/${notification.code}`,
    request_method: notification.request?.method ?? 'POST',
    request_url: notification.request?.url ?? null,
    uri: pathOf(account, 'Notifications', notification.sid),
  };
}
