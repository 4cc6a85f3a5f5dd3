import { dialVerb } from './dial.ts';
import { enqueueVerb } from './enqueue.ts';
import { gatherVerb } from './gather.ts';
import { hangupVerb } from './hangup.ts';
import { leaveVerb } from './leave.ts';
import { missingVerbs } from './missing.ts';
import { pauseVerb } from './pause.ts';
import { playVerb } from './play.ts';
import { recordVerb } from './record.ts';
import { redirectVerb } from './redirect.ts';
import { rejectVerb } from './reject.ts';
import { sayVerb } from './say.ts';
import { startVerb, stopVerb } from './start.ts';
import type { Verb } from './verb.ts';

const VERBS: readonly Verb[] = [
  sayVerb,
  playVerb,
  pauseVerb,
  gatherVerb,
  recordVerb,
  dialVerb,
  enqueueVerb,
  leaveVerb,
  redirectVerb,
  hangupVerb,
  rejectVerb,
  startVerb,
  stopVerb,
  ...missingVerbs,
];

/** The verb with this name, case-sensitive; undefined for what TwiML does not know. */
export function verbNamed(name: string): Verb | undefined {
  return VERBS.find((verb) => verb.name === name);
}
