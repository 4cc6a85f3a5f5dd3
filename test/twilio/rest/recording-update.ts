import type { Recording } from '#test/twilio/recording/recording.ts';
import type { Recordings } from '#test/twilio/recording/recordings.ts';
import type { Form } from './form.ts';
import { notFound, RestError } from './rest-error.ts';

/** Stands for the one recording that is running now (docs/voice/api/recording). */
export const CURRENT = 'Twilio.CURRENT';

/** The only recording of these that is running; two make `Twilio.CURRENT` ambiguous (cases F21). */
export function currentOf(all: Recording[], recordings: Recordings, path: string): Recording {
  const running = all.filter((recording) => recordings.isRunning(recording));
  if (running.length > 1) throw new RestError(400, 20001, `${CURRENT} is one of ${running.length} active recordings`);
  const [only] = running;
  if (!only) throw notFound(path);
  return only;
}

/** Pauses, resumes or stops a recording; answers the status to be shown. */
export function updateRecording(recording: Recording, form: Form, recordings: Recordings): string {
  const status = form.oneOf('Status', ['in-progress', 'paused', 'stopped'], undefined);
  const how = form.oneOf('PauseBehavior', ['silence', 'skip'], 'silence');
  if (!recordings.isRunning(recording)) throw new RestError(400, 21220, 'Recording is not in-progress.');
  if (status === 'paused') recordings.pause(recording, how);
  else if (status === 'in-progress') recordings.resume(recording);
  else recordings.stop(recording);
  return status;
}
