import type { Context } from '#server/context.ts';
import type { WriteFailure, WriteResult, Written } from '#server/crm/crm-writes.ts';
import type { TokenOwner } from '#server/crm/token-owner.ts';
import { type RecordingFile, recordingFiles, type StoredRecording } from '#server/twilio/recording-file.ts';
import { openRecordingFile } from '#server/twilio/recording-media.ts';
import type { CallId } from '#shared/ids.ts';
import { type ProblemCode, problem } from '#shared/problem.ts';
import { recordingLost } from './recording-lost.ts';

/** One part of a call's recording that there is, or was, something to hear of. */
export interface RecordedPart extends StoredRecording {
  part: number;
  /** Twilio has it no longer. */
  gone: boolean;
  /** The CRM's id of its file; null: it is not attached. */
  attachedAs: string | null;
}

interface Place {
  callId: CallId;
  owner: TokenOwner;
  noteId: string;
  /** BCP 47: how its parts are named. */
  locale: string;
  parts: readonly RecordedPart[];
}

/** Attaches every part that is not attached yet to the note, each as WAV, or as MP3 where the CRM takes no file of that size. */
export async function attachRecordings(context: Context, place: Place): Promise<WriteResult<Written>> {
  let attached = place.parts.find(({ attachedAs }) => attachedAs !== null)?.attachedAs ?? null;
  let leftOut: WriteFailure | undefined;
  for (const part of place.parts) {
    if (part.attachedAs !== null || part.gone) continue;
    const written = await attachPart(context, place, part);
    // What never can be attached holds up no other part; what may be later is tried again with those that follow.
    if (!written.ok && !isBeyondReach(written.failure)) return written;
    if (!written.ok) leftOut = written.failure;
    else attached = await keepAttached(context, place, part, written.value);
  }
  if (leftOut) return { ok: false, failure: leftOut };
  return attached === null ? { ok: false, failure: noneLeft } : { ok: true, value: { id: attached } };
}

async function attachPart(context: Context, place: Place, part: RecordedPart): Promise<WriteResult<Written>> {
  const { callId, noteId, owner } = place;
  for (const file of recordingFiles(part)) {
    const { mime } = file;
    const name = nameOf(place, part, file);
    const open = () => openRecordingFile(context, file);
    const attached = await context.crm.attachFile(owner, noteId, { name, mime, open });
    if (!attached.ok && attached.failure.problem.code === 'recording-gone')
      await recordingLost(context, callId, part.sid);
    if (attached.ok || attached.failure.problem.code !== 'too-large') return attached;
    context.log.warn('recording too large for the CRM', { callId, file: name });
  }
  return { ok: false, failure: tooLarge };
}

/** Whether an earlier try has attached all of them after all, in whichever form. What it finds is not attached again. */
export async function findRecordings(
  context: Pick<Context, 'crm' | 'db'>,
  place: Place,
): Promise<WriteResult<Written | null>> {
  let first: string | null = null;
  let all = true;
  for (const part of place.parts) {
    const found = await findPart(context, place, part);
    if (!found.ok) return found;
    // What is gone at Twilio may have been attached before, or never will be.
    if (found.value === null && part.gone) continue;
    first ??= found.value;
    all &&= found.value !== null;
  }
  return { ok: true, value: all && first !== null ? { id: first } : null };
}

async function findPart(
  context: Pick<Context, 'crm' | 'db'>,
  place: Place,
  part: RecordedPart,
): Promise<WriteResult<string | null>> {
  if (part.attachedAs !== null) return { ok: true, value: part.attachedAs };
  for (const file of recordingFiles(part)) {
    const { noteId, owner } = place;
    const name = nameOf(place, part, file);
    const found = await context.crm.findWritten(owner, { what: 'file', noteId, name });
    if (!found.ok) return found;
    if (found.value) {
      part.attachedAs = await keepAttached(context, place, part, found.value);
      return { ok: true, value: part.attachedAs };
    }
  }
  return { ok: true, value: null };
}

async function keepAttached(
  { db }: Pick<Context, 'db'>,
  { callId }: Pick<Place, 'callId'>,
  { sid }: RecordedPart,
  { id }: Written,
): Promise<string> {
  await db
    .updateTable('recordings')
    .set({ attached_as: id })
    .where('call_id', '=', callId)
    .where('sid', '=', sid)
    .execute();
  return id;
}

/** What people see of it at the note, and by what it is found again there. */
function nameOf({ locale, parts }: Pick<Place, 'locale' | 'parts'>, part: RecordedPart, { name }: RecordingFile) {
  if (parts.length === 1) return name;
  const [which, all] = [parts.indexOf(part) + 1, parts.length];
  return /^es\b/i.test(locale) ? `parte ${which} de ${all} ${name}` : `part ${which} of ${all} ${name}`;
}

const noneLeft: WriteFailure = {
  problem: problem('recording-gone', 'The recording is no longer there.'),
  ambiguous: false,
  retryAfterMs: null,
};

const tooLarge: WriteFailure = {
  problem: problem(
    'too-large',
    'The recording is larger than the CRM takes. It stays at Twilio, and its note says so.',
    {
      params: { what: 'recording' },
    },
  ),
  ambiguous: false,
  retryAfterMs: null,
};

const NEVER: ReadonlySet<ProblemCode> = new Set(['recording-gone', 'not-found', 'too-large']);

/** Whether a recording that was not attached never will be: then it is left out, and the rest of the call is in order. */
export const isBeyondReach = ({ problem: { code }, ambiguous }: WriteFailure): boolean => !ambiguous && NEVER.has(code);
