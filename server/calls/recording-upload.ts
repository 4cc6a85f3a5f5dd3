import type { Context } from '#server/context.ts';
import type { TokenOwner } from '#server/crm/crm.ts';
import type { WriteFailure, WriteResult, Written } from '#server/crm/crm-writes.ts';
import { recordingFiles, type StoredRecording } from '#server/twilio/recording-file.ts';
import { openRecordingFile } from '#server/twilio/recording-media.ts';
import type { CallId } from '#shared/ids.ts';
import { type ProblemCode, problem } from '#shared/problem.ts';
import { recordingLost } from './recording-lost.ts';

interface Place {
  callId: CallId;
  owner: TokenOwner;
  noteId: string;
}

/** Attaches a call's recording to its note: as WAV, or as MP3 where the CRM takes no file of that size. */
export async function attachRecording(
  context: Context,
  { callId, owner, noteId }: Place,
  recording: StoredRecording,
): Promise<WriteResult<Written>> {
  for (const file of recordingFiles(recording)) {
    const { name, mime } = file;
    const open = () => openRecordingFile(context, file);
    const attached = await context.crm.attachFile(owner, noteId, { name, mime, open });
    if (!attached.ok && attached.failure.problem.code === 'recording-gone') await recordingLost(context, callId);
    if (attached.ok || attached.failure.problem.code !== 'too-large') return attached;
    context.log.warn('recording too large for the CRM', { callId, file: name });
  }
  return { ok: false, failure: tooLarge };
}

/** Whether an earlier try has attached it after all, in whichever form. */
export async function findRecording(
  { crm }: Pick<Context, 'crm'>,
  { owner, noteId }: Pick<Place, 'owner' | 'noteId'>,
  recording: StoredRecording,
): Promise<WriteResult<Written | null>> {
  for (const { name } of recordingFiles(recording)) {
    const found = await crm.findWritten(owner, { what: 'file', noteId, name });
    if (!found.ok || found.value) return found;
  }
  return { ok: true, value: null };
}

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
