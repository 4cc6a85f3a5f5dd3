import type { View } from '#extension/views/view.ts';
import type { CommandInput, CommandName } from '#extension/wire/contract.ts';
import type { ProblemCode } from '#shared/problem.ts';

/** The command that a Problem's button sends. */
export type Fix = { [N in FixingCommand]: { readonly ask: N; readonly input: CommandInput<N> } }[FixingCommand];

type FixingCommand = Extract<CommandName, 'line.retry' | 'session.signIn' | 'open'>;

const retry: Fix = { ask: 'line.retry', input: {} };
const signIn: Fix = { ask: 'session.signIn', input: { origin: null } };
const microphone: Fix = { ask: 'open', input: { what: 'onboarding', step: 'microphone' } };
const options = (section: string): Fix => ({ ask: 'open', input: { what: 'options', section } });

/** What mends each Problem; null: nothing here can, the sentence says who or what does. */
const FIXES: Readonly<Record<ProblemCode, Fix | ((admin: boolean) => Fix | null) | null>> = {
  'signed-out': signIn,
  'sign-in-refused': signIn,
  'wrong-organisation': signIn,
  'not-admin': null,
  'not-set-up': retry,
  'set-up-link-used': null,
  'user-not-active': signIn,
  'update-extension': retry,
  'update-server': retry,
  'server-away': retry,
  restarting: null,
  'not-a-sidetone-server': null,
  'twilio-away': retry,
  'crm-away': retry,
  'crm-signed-out': signIn,
  'crm-forbidden': null,
  'crm-refused': null,
  'crm-record-gone': null,
  'recording-gone': null,
  'changed-meanwhile': null,
  'flow-faulty': null,
  'audio-unknown': null,
  'audio-not-sound': null,
  'audio-too-large': null,
  'audio-empty': null,
  'audio-url-not-https': null,
  'audio-url-private': null,
  'audio-url-away': null,
  'caller-id-spanish-mobile': null,
  'softphone-away': null,
  'twilio-not-connected': (admin) => (admin ? options('connection') : null),
  'twilio-wrong-sid': null,
  'twilio-wrong-token': null,
  'twilio-suspended': null,
  'twilio-closed': null,
  'twilio-refused': null,
  'emergency-number': null,
  'not-a-number': null,
  'short-number': null,
  'withheld-number': null,
  'country-not-allowed': null,
  'premium-number': null,
  'no-outgoing-number': (admin) => (admin ? options('outgoing') : null),
  'too-many-calls': null,
  'already-on-a-call': null,
  'own-number': null,
  'call-refused': null,
  'call-id-used': null,
  'transfer-running': null,
  'no-transfer': null,
  'no-queue': null,
  'control-failed': null,
  'microphone-blocked': microphone,
  'microphone-not-asked': microphone,
  'no-microphone': retry,
  'sound-device-gone': options('device'),
  'replaced-elsewhere': retry,
  'call-gone': null,
  'number-taken': null,
  'number-not-in-account': null,
  'user-unknown': null,
  'bad-request': null,
  'not-allowed': null,
  'not-found': null,
  'too-large': null,
  'too-many-requests': null,
  internal: null,
};

/**
 * The command behind a Problem's one button, or null when it has none. A page may send few commands, so the in-page card opens the
 * popup, which shows the same Problem with its own button.
 */
export function fixFor(code: ProblemCode, { admin, context }: Pick<View, 'admin' | 'context'>): Fix | null {
  const entry = Object.hasOwn(FIXES, code) ? FIXES[code] : null;
  const fix = typeof entry === 'function' ? entry(admin) : entry;
  if (fix === null || context !== 'page' || fix.ask === 'open') return fix;
  return { ask: 'open', input: { what: 'popup' } };
}
