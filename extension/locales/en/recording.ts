/** The words about recordings: at the numbers, and where one is played. */
export const recording = {
  recorded: 'Recorded',
  notRecorded: 'Not recorded',
  record: 'Record, and say so at the start of each call',
  incomingWhat: 'Callers hear that the call is recorded before anybody’s phone rings.',
  outgoingWhat: 'Whoever answers hears that the call is recorded before you are connected.',
  where: 'Each recording is attached to the CRM record, under Notes.',
  costs: 'Twilio may charge for it:',
  costsWhat: 'for each recorded minute, and for keeping recordings.',
  prices: 'Twilio’s prices',

  play: (who: string) => `Play the recording of ${who}`,
  close: (who: string) => `Close the recording of ${who}`,
  of: (who: string) => `Recording of ${who}`,
  part: (which: number, all: number) => `Part ${which} of ${all}`,
  loading: 'Fetching the recording',
  notAllowed: 'You may not play this recording.',
  notAllowedWhat: 'An administrator decides who may.',
  gone: 'This recording no longer exists.',
  goneWhat: 'It was deleted at Twilio.',
  broken: 'This recording can’t be played now.',
  brokenWhat: 'The connection is away, or Twilio no longer has it. Try again in a moment.',
};

export type RecordingMessages = typeof recording;
