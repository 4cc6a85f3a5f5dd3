import * as v from 'valibot';
import type { SignedInAgent } from '#server/agents/sessions.ts';
import { makeLink, openLink } from '#server/agents/short-link.ts';
import type { Context } from '#server/context.ts';
import { recordingFile, type StoredRecording } from '#server/twilio/recording-file.ts';
import { recordingGone, recordingThere } from '#server/twilio/recording-media.ts';
import { type AgentId, type CallId, callIdSchema } from '#shared/ids.ts';
import { problem } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { recordingLost } from './recording-lost.ts';
import { mayPlay } from './recordings.ts';

export const RECORDINGS_PATH = '/recordings/';
/** She waits for it: what has not answered by then is away. */
const LOOK_LIMIT_MS = 5_000;

export interface Playable {
  callId: CallId;
  agentId: AgentId;
  recording: StoredRecording;
}

/** Which part of a call's recording; undefined: the first that there is. */
export type WhichPart = number | undefined;

const noRecording = problem('not-found', 'That call has no recording that can be played.');
const notYours = problem('not-allowed', 'You may not play this recording. Ask your administrator.');
const stale = problem('not-found', 'This link is no longer good. Play the recording again.');

/**
 * An address that plays a call's recording for five minutes, as long as the session lasts that it was given to. Problems: not-found,
 * not-allowed, recording-gone, twilio-away, twilio-not-connected: a player can't say why an address does not play.
 */
export async function recordingLink(
  context: Context,
  agent: SignedInAgent,
  callId: CallId,
  part?: WhichPart,
): Promise<Result<{ url: string }>> {
  const { config, db, log } = context;
  const found = await findRecording(db, callId, part);
  if (!found) return failed(noRecording);
  if (!(await mayPlay(db, agent, found))) {
    log.warn('recording refused', { callId, agentId: agent.id });
    return failed(notYours);
  }
  if (found.state === 'gone') return failed(recordingGone);
  const there = await recordingThere(context, recordingFile(found), AbortSignal.timeout(LOOK_LIMIT_MS));
  if (!there.ok) {
    if (there.problem.code === 'recording-gone') await recordingLost(context, callId, found.sid);
    return there;
  }
  // Who listened to what, and when: the log is the record of it.
  log.info('recording played', { callId, agentId: agent.id, recording: found.sid });
  const token = makeLink(context, agent, { link: 'recording', id: `${callId}/${found.part}` });
  return ok({ url: `${config.publicUrl}${RECORDINGS_PATH}${token}` });
}

/** What a link leads to now; her rights are asked anew each time. */
export async function readRecordingLink(context: Context, token: string): Promise<Result<Playable>> {
  const linked = await openLink(context, 'recording', token);
  const [named, place] = (linked?.id ?? '').split('/');
  const id = v.safeParse(callIdSchema, named);
  const part = v.safeParse(partSchema, place);
  if (!linked || !id.success || !part.success) return failed(stale);
  const { agentId } = linked;
  const callId = id.output;
  const agent = await context.db
    .selectFrom('agents')
    .select(['id', 'role'])
    .where('id', '=', agentId)
    .where('active', '=', true)
    .executeTakeFirst();
  const found = await findRecording(context.db, callId, part.output);
  if (!agent || !found) return failed(noRecording);
  if (!(await mayPlay(context.db, agent, found))) return failed(notYours);
  return found.state === 'gone' ? failed(recordingGone) : ok({ callId, agentId, recording: found });
}

/** As an address names it. */
export const partSchema = v.pipe(
  v.string(),
  v.regex(/^[1-9]\d{0,3}$/),
  v.transform((text) => Number(text)),
);

async function findRecording(db: Context['db'], callId: CallId, part: WhichPart) {
  const rows = db
    .selectFrom('recordings')
    .innerJoin('calls', 'calls.id', 'recordings.call_id')
    .select(['recordings.part', 'recordings.sid', 'recordings.channels', 'recordings.seconds', 'recordings.state'])
    .select(['calls.agent_id', 'calls.id', 'calls.parent_sid as parentSid'])
    .where('recordings.call_id', '=', callId)
    .where('recordings.state', 'in', ['completed', 'gone'])
    // Of several the first that can be heard.
    .orderBy('recordings.state')
    .orderBy('recordings.part');
  const row = await (part === undefined ? rows : rows.where('recordings.part', '=', part)).executeTakeFirst();
  return row?.sid ? { ...row, sid: row.sid, channels: row.channels ?? 2, seconds: row.seconds ?? 0 } : undefined;
}
