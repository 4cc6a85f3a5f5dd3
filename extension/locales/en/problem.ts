import type { ProblemFacts, ProblemWords } from '#extension/locales/problem-words.ts';
import type { ProblemCode } from '#shared/problem.ts';

const askAdmin = 'Ask an administrator of your team.';

const said = (what: string, whatToDo: string, button: string | null = null) => ({ what, do: whatToDo, button });

/** One entry for each thing that can go wrong: a code without one does not compile. */
export const problem: Record<ProblemCode, (facts: ProblemFacts) => ProblemWords> = {
  'signed-out': () => said('You are signed out.', 'Calls don’t ring here until you sign in.', 'Sign in'),
  'sign-in-refused': () => said('The sign-in was not completed.', 'Try again with your CRM account.', 'Sign in'),
  'wrong-organisation': ({ values }) =>
    said(
      'This CRM account belongs to another organisation.',
      `Sign in with your account at ${values.organisation ?? 'this team'}.`,
      'Sign in',
    ),
  'not-admin': () => said('Only administrators can change this.', askAdmin),
  'not-set-up': () =>
    said(
      'Nobody has set this server up yet.',
      'A CRM administrator opens the set-up link that the server printed when it started.',
      'Try again',
    ),
  'set-up-link-used': () =>
    said('This set-up link has been used or has expired.', 'Restart the server: it prints a new one.'),
  'user-not-active': () =>
    said('Your CRM user is no longer active.', 'A CRM administrator can activate it again.', 'Sign in'),

  'update-extension': () =>
    said('This Sidetone is older than your team’s server allows.', 'Restart the browser to update it.', 'Try again'),
  'update-server': () =>
    said(
      'Your team’s Sidetone server is too old for this extension.',
      'Whoever runs the server has to update it.',
      'Try again',
    ),
  'server-away': () =>
    said('Your team’s Sidetone server doesn’t answer.', 'Check your internet connection.', 'Try again'),
  restarting: () => said('Sidetone is restarting.', 'Try again in a moment. If it stays so, reload this page.'),
  'not-a-sidetone-server': () =>
    said(
      'There is no Sidetone server at this address.',
      'Check the address for a typing mistake, or ask for the link.',
    ),
  'twilio-away': () => said('Twilio doesn’t answer.', 'Nothing was changed. Try again in a minute.', 'Try again'),
  'crm-away': () => said('Your CRM doesn’t answer.', 'Calls work; names may be missing for now.', 'Try again'),
  'crm-signed-out': () => said('Your CRM signed Sidetone out.', 'Sign in again to see who calls.', 'Sign in'),
  'crm-forbidden': ({ values }) =>
    values.what === 'entry'
      ? said(
          'Your CRM doesn’t let you write this entry.',
          'Nothing is lost. A CRM administrator can change what your role may write; then try again.',
        )
      : said('Your CRM doesn’t let you see this.', 'A CRM administrator can change what your role may see.'),
  'crm-refused': ({ values }) =>
    said(
      values.field === undefined
        ? 'Your CRM doesn’t take this entry as it is.'
        : `Your CRM doesn’t take this entry: its field “${values.field}” is required or has a rule.`,
      'Nothing is lost. A CRM administrator can change the rule; then try again.',
    ),
  'crm-record-gone': () =>
    said('This record is no longer in the CRM.', 'Nothing is lost. Choose another record for the call.'),
  'changed-meanwhile': () =>
    said(
      'Somebody else has saved this number meanwhile.',
      'Open it again to see what changed, then make your changes.',
    ),
  'flow-faulty': () =>
    said('Callers would not get through like this.', 'Mend what is listed under “to fix”, then save again.'),
  'audio-unknown': () => said('An audio file of this number is no longer there.', 'Upload it again.'),
  'audio-not-sound': ({ values }) =>
    values.what === 'encoding'
      ? said('The encoding of this WAV file can’t be used.', 'Save it as PCM, 16 bits, or as MP3.')
      : said(
          'This file is no sound that callers could hear.',
          'Choose a WAV or MP3 file. Its content decides, not its name.',
        ),
  'audio-too-large': () => said('This file is larger than 5 MB.', 'Shorten it, or save it as MP3.'),
  'audio-empty': () => said('This file is empty.', 'Choose another one.'),
  'audio-url-not-https': () => said('The address has to begin with https://.', 'Enter the secure address of the file.'),
  'audio-url-private': () =>
    said(
      'This address leads into a private network.',
      'Enter an address that anybody on the internet can open, or upload the file.',
    ),
  'audio-url-away': () =>
    said(
      'The file can’t be had from this address.',
      'Open the address in a browser to see whether it plays, or upload the file.',
    ),
  'caller-id-spanish-mobile': () =>
    said(
      'Spanish mobile numbers may not be shown for commercial calls in Spain.',
      'Choose a landline, 800 or 900 number.',
    ),
  'softphone-away': () =>
    said(
      'No softphone of yours is connected, so nothing can be rung.',
      'Keep the browser open and set your status to Online.',
    ),
  'recording-gone': () => said('Twilio no longer has this recording.', 'It was deleted there.'),

  'twilio-not-connected': ({ admin }) =>
    admin
      ? said('No Twilio account is connected yet.', 'Without one nobody can call.', 'Connect Twilio')
      : said('Your team has no telephone line yet.', 'An administrator has to connect Twilio first.'),
  'twilio-wrong-sid': () =>
    said('Twilio doesn’t know this Account SID.', 'Copy it again from the first page of your Twilio Console.'),
  'twilio-wrong-token': () =>
    said('Twilio doesn’t know this SID and token together.', 'The token may have been replaced since you copied it.'),
  'twilio-suspended': () => said('This Twilio account is suspended.', 'It needs a payment before it can call.'),
  'twilio-closed': () => said('This Twilio account is closed.', 'Connect another account.'),
  'twilio-refused': ({ values }) =>
    said('Twilio refused this.', values.reason ?? 'Look at the alerts in your Twilio Console.'),

  'emergency-number': ({ values }) =>
    said(
      `Sidetone cannot call ${values.number ?? 'emergency numbers'}.`,
      'Use a phone to reach the emergency services.',
    ),
  'not-a-number': () => said('This isn’t a complete phone number.', 'Check its digits and its country.'),
  'short-number': () =>
    said('Short and special numbers can’t be called from here.', 'Use a phone, or dial a full number.'),
  'withheld-number': () => said('The number is withheld.', 'It can’t be called back.'),
  'country-not-allowed': ({ values, admin }) =>
    said(
      values.country ? `Calls to ${values.country} are not allowed.` : 'Calls to this country are not allowed.',
      admin ? 'Allow the country on the server and in Twilio’s voice permissions.' : askAdmin,
    ),
  'premium-number': () =>
    said('This is a premium-rate number.', 'Sidetone doesn’t call those: each minute costs extra.'),
  'no-outgoing-number': ({ admin }) =>
    admin
      ? said('You have no number to call from.', 'Calls still come in. Give yourself one.', 'Choose a number')
      : said('You have no number to call from.', 'Calls still come in. Ask an administrator to give you a number.'),
  'too-many-calls': () => said('Too many calls in a short time.', 'Wait a minute, then call again.'),
  'already-on-a-call': () => said('You are already on a call.', 'End it before you place another.'),
  'own-number': () => said('This is the number that you call from.', 'Dial another one.'),
  'call-refused': () => said('The telephone network refused the call.', 'Check the number, or try again later.'),
  'call-id-used': () => said('The call took too long to start.', 'Place it again.'),

  'transfer-running': () => said('This call is being transferred already.', 'Finish or cancel that transfer first.'),
  'no-transfer': () => said('There is no transfer to finish any more.', 'The call goes on as it is.'),
  'no-queue': () => said('This number has no waiting queue.', 'Answer the call, or decline it.'),
  'control-failed': () => said('That did not work.', 'The call goes on as it was. Try again.'),

  'microphone-blocked': () => said('The browser blocks the microphone.', 'Customers could not hear you.', 'Allow it'),
  'microphone-not-asked': () =>
    said('Sidetone may not use your microphone yet.', 'The browser has to ask you once.', 'Allow it'),
  'no-microphone': () => said('No microphone was found.', 'Plug in a headset, then try again.', 'Try again'),
  'sound-device-gone': ({ values }) =>
    said(
      `The ${values.device ?? 'device'} that you chose is not plugged in.`,
      'The computer’s own is used until it is back.',
      'Choose devices',
    ),
  'replaced-elsewhere': () =>
    said('You are signed in on another computer.', 'Calls ring there, not here.', 'Ring here'),
  'call-gone': () => said('The call is over, or someone else answered it.', 'It is in your recent calls.'),

  'number-taken': ({ values }) =>
    said(values.name ? `${values.name} already has this number.` : 'This number is already in use.', 'Choose another.'),
  'number-not-in-account': () =>
    said('Your Twilio account doesn’t have this number.', 'Buy it in the Twilio Console, or choose another.'),
  'user-unknown': () => said('This person is no longer an active user of your CRM.', 'Choose someone else.'),

  'bad-request': () => said('Something in this form isn’t valid.', 'Correct it and try again.'),
  'not-allowed': () => said('This page may not do that.', 'Open Sidetone from its icon in the toolbar.'),
  'not-found': ({ values }) =>
    values.what === 'recording'
      ? said('The connected Twilio account doesn’t have this recording.', 'The account connected before may have it.')
      : said('This no longer exists.', 'Someone may have deleted it. Reload the page.'),
  'too-large': ({ values }) =>
    values.what === 'recording'
      ? said('The recording is larger than your CRM takes.', 'It stays at Twilio; the call’s note says so.')
      : said('This text is too long.', 'Shorten it and try again.'),
  'too-many-requests': () => said('That was too much at once.', 'Wait a minute, then try again.'),
  internal: () => said('Sidetone made a mistake, which is noted in its log.', 'Nothing was lost. Try again.'),
};

export type ProblemMessages = typeof problem;
