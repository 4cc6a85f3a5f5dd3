import type { FindingCode, FindingFacts, FindingWords } from '#extension/locales/finding-words.ts';

const said = (what: string, more: string): FindingWords => ({ what, more });

/** What the linter found, for each code: what is the matter, and what callers notice or what to do. */
export const flowFindings: Record<FindingCode, (facts: FindingFacts) => FindingWords> = {
  'leads-nowhere': ({ option }) =>
    option === null
      ? said('The menu has no option that leads anywhere.', 'A caller could press nothing. Add one.')
      : said(`${option} leads nowhere.`, 'A caller who presses it hears the menu again.'),
  'nobody-in-group': ({ where }) => said(`Nobody rings for ${where}.`, 'Choose at least one person.'),
  'nobody-online': ({ option, where, values }) =>
    said(
      option === null ? `Nobody for ${where} is online.` : `Nobody in ${where} is online.`,
      `${values.names ?? ''}: a caller who comes now hears the message for it.`,
    ),
  'rung-in-chunks': ({ values }) =>
    said(
      `${values.people ?? ''} people ring in ${values.chunks ?? ''} groups.`,
      'Twilio rings ten at once; the next ten follow.',
    ),
  'message-missing': ({ where, part, language }) =>
    said(
      `The message for ${where} is missing${language === null ? '' : ` in ${language}`}.`,
      part === 'welcome' ? 'Callers are not welcomed.' : 'Callers hear the usual words.',
    ),
  'audio-unreachable': ({ where }) =>
    said(
      `The audio address for ${where} can’t be reached now.`,
      'Callers hear what was fetched before, else the usual words.',
    ),
  'audio-outdated': ({ where, values }) =>
    values.reason === 'changed'
      ? said(
          `The audio address for ${where} leads to another sound now.`,
          'Callers hear the former one. Fetch it again and save, to let them hear the new one.',
        )
      : said(
          `The audio address for ${where} can’t be reached any more.`,
          'Callers go on hearing the copy on your server. Enter another address when you want to change it.',
        ),
  'audio-for-menu': ({ values }) =>
    said('This menu is a recording.', `It has to name its keys itself: ${values.keys ?? ''}.`),
  'person-not-active': ({ values }) =>
    said(
      values.names ? `${values.names}: no longer active in the CRM.` : 'Somebody here is no longer active in the CRM.',
      'Skipped at once. Take the name out.',
    ),
  'same-key': ({ option }) => said(`${option ?? 'A key'} stands twice.`, 'One of the two could never be reached.'),
  'too-many-options': ({ values }) =>
    said('This menu has too many options.', `At most ${values.most ?? ''} fit here: callers forget more.`),
  'too-many-levels': ({ values }) => said('The menu is too deep.', `At most ${values.most ?? ''} levels.`),
  'twiml-too-large': ({ where }) => said(`All that is said for ${where} is too long for Twilio.`, 'Shorten the texts.'),
  'label-missing': ({ option }) => said(`${option ?? 'An option'} has no name.`, 'The menu does not read it out.'),
  'never-open': () => said('The number is never open.', 'Every caller hears the message for outside opening hours.'),
  'opening-backwards': () => said('An opening ends before it begins.', 'Correct its times.'),
  'forward-number-missing': () =>
    said('There is no number for calls outside opening hours.', 'Enter it, or choose something else.'),
  'forward-not-allowed': () =>
    said('Your team may not call the number for outside opening hours.', 'Its country or kind is not allowed.'),
  'no-operator': () => said('A key leads to the operator, and there is none.', 'Choose who that is.'),
  'no-voicemail': () => said('Something leads to voicemail, and voicemail is off.', 'The call ends instead.'),
  'language-missing': ({ where, language }) =>
    said(`${language ?? ''} lacks the words for ${where}.`, 'Callers hear the usual words, or the first language.'),
  'same-queue-key': ({ values }) =>
    said(`Key ${values.key ?? ''} does two things in the queue.`, 'Choose two different keys.'),
  'music-missing': () => said('The music is missing.', 'Callers hear the default music.'),
};
