import type { Form } from './form.ts';
import { RestError, unsupported } from './rest-error.ts';

const KINDS = ['Enable', 'DetectMessageEnd'];

/** What may be tuned of it: seconds, then milliseconds (docs/voice/answering-machine-detection). */
const LIMITS = {
  MachineDetectionTimeout: { least: 3, most: 60 },
  MachineDetectionSpeechThreshold: { least: 1000, most: 6000 },
  MachineDetectionSpeechEndThreshold: { least: 500, most: 5000 },
  MachineDetectionSilenceTimeout: { least: 2000, most: 10_000 },
};
const INVALID = 21234;

/**
 * Nobody here finds out who or what answers: to ask for it is refused (501), as Twilio refuses values that are none. What only says how,
 * or who is to be told of it, asks for nothing alone.
 */
export function refuseMachineDetection(form: Form): void {
  for (const [name, range] of Object.entries(LIMITS)) form.whole(name, { ...range, code: INVALID });
  const kind = form.text('MachineDetection') ?? '';
  if (kind === '') return;
  if (!KINDS.includes(kind)) throw new RestError(400, INVALID, `Invalid MachineDetection: ${kind}`);
  throw unsupported(`MachineDetection=${kind}`);
}
