import type { CallerId } from '#shared/api/team-api.ts';

const people = (count: number) => (count === 1 ? '1 person' : `${count} people`);

/** The words of the options' section Outgoing numbers. */
export const outgoing = {
  lead: 'The number that customers see when each person calls.',
  add: 'Add a pair',
  empty: 'Nobody has an outgoing number yet.',
  emptyWhat: 'People without one can answer calls but not place them.',
  person: 'Person',
  number: 'Number',
  choosePerson: 'Choose a person',
  chooseNumber: 'Choose a number',
  everyone: 'Everyone has a number.',
  without: (name: string) => `${name} has no outgoing number.`,
  withoutMore: (count: number) => `${people(count)} have no outgoing number.`,
  withoutWhat: 'Calls come in, but can’t be placed.',
  give: 'Give a number',
  keep: 'Keep it',
  notInAccount: 'Not in your Twilio account',
  deleteLast: (name: string) => `This stops all outgoing calls of ${name} at once.`,
  deleteLastWhat: 'Calls still come in. The number stays in your Twilio account.',
  deleteOne: (name: string, number: string) => `${name} will no longer call from ${number}.`,
  stays: (number: string) => `${number} stays, and is what customers see from now on.`,
  stillDefault: (number: string) => `${number} stays the default.`,
  stopAll: 'Stop all outgoing calls',
  stopAllOf: (name: string) => `Stop all outgoing calls: ${name}`,
  deleted: (name: string, number: string) => `${name} no longer calls from ${number}.`,
  stopped: (name: string) => `${name} can no longer place calls.`,
  stoppedWhat: 'Calls still come in.',
  isDefault: 'Default',
  makeDefault: 'Default: shown unless another is chosen for a call',
  onlyOne: 'Every call shows this number.',
  verified: 'verified caller ID',
  warnings: {
    'spanish-mobile': 'Spanish mobile numbers may not be shown for commercial calls in Spain.',
    'spanish-not-hosted': 'Networks in Spain may block calls that show this number.',
  } satisfies Record<NonNullable<CallerId['warning']>, string>,
  warningsWhat: {
    'spanish-mobile': 'Calls to Spain from it are refused. Choose a landline, 800 or 900 number.',
    'spanish-not-hosted': 'It is a Spanish number that Twilio doesn’t host. A number bought at Twilio gets through.',
  } satisfies Record<NonNullable<CallerId['warning']>, string>,
  recordNew: 'Record outgoing calls',
  recordNewHelp: 'What new pairs begin with. Each pair can differ.',
};

export type OutgoingMessages = typeof outgoing;
