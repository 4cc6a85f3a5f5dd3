import { keyOf } from '#server/calls/call-event.ts';
import { recordedParts } from '#server/calls/recording/recorded-parts.ts';
import type { RecordedPart } from '#server/calls/recording/recording-upload.ts';
import type { Context } from '#server/context.ts';
import type { CallFacts } from '#server/crm/call-words.ts';
import type { TokenOwner } from '#server/crm/token-owner.ts';
import { languageOfLine } from '#shared/call-flow/line-language.ts';
import type { E164 } from '#shared/ids.ts';
import type { WriteBackRow } from './write-back.claim.ts';

/** All that the steps of one call go by. */
export interface WriteCase {
  owner: TokenOwner;
  /** The CRM's user who does what is planned: whose call it was, else the first of the line's people; null: whoever's connection plans it. */
  ownerId: string | null;
  timeZone: string;
  locale: string;
  startedAt: Date;
  facts: Omit<CallFacts, 'outcome' | 'words' | 'disposition' | 'talkedSeconds'>;
  number: E164 | null;
  /** In order. */
  parts: RecordedPart[];
  noteId: string | null;
}

/** Reads what a call's steps go by; undefined when the call was erased. */
export async function readCase({ db }: Pick<Context, 'db'>, row: WriteBackRow): Promise<WriteCase | undefined> {
  const call = await db
    .selectFrom('calls')
    .leftJoin('agents', 'agents.id', 'calls.agent_id')
    .leftJoin('incoming_numbers as line', 'line.number', 'calls.line')
    .leftJoin('write_backs as note', (join) => join.onRef('note.call_id', '=', 'calls.id').on('note.step', '=', 'note'))
    .leftJoin('write_backs as file', (join) =>
      join.onRef('file.call_id', '=', 'calls.id').on('file.step', '=', 'recording'),
    )
    .leftJoin('call_matches', (join) =>
      join.onRef('call_matches.call_id', '=', 'calls.id').onRef('call_matches.agent_id', '=', 'calls.agent_id'),
    )
    .select(['calls.direction', 'calls.line', 'calls.number', 'calls.name', 'calls.record', 'calls.created_at'])
    .select(['calls.agent_id', 'agents.name as agentName', 'agents.active', 'agents.crm_user_id', 'agents.time_zone'])
    .select(['agents.locale', 'line.name as lineName', 'note.crm_id as noteId', 'call_matches.match'])
    .select('file.problem as fileProblem')
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('call_events')
          .select('call_events.id')
          .whereRef('call_events.call_id', '=', 'calls.id')
          .where('call_events.key', '=', keyOf({ kind: 'recorded', part: 1, what: 'declined', sid: null })),
      ).as('declined'),
    )
    .where('calls.id', '=', row.call_id)
    .executeTakeFirst();
  if (!call) return undefined;
  const parts = await recordedParts(db, row.call_id);
  const unattached = parts.filter(({ attachedAs, gone }) => attachedAs === null && !gone).map(({ sid }) => sid);
  // Who is no user of the CRM any more writes nothing there, and is given nothing to do: that is done for her.
  const hers = call.agent_id !== null && call.active === true;
  const [keeper] = hers ? [] : await peopleOfLine(db, call.line);
  const matched =
    call.match?.state === 'known' ? call.match.records.find(({ ref }) => ref.id === row.record?.id) : undefined;
  return {
    owner: call.agent_id && hers ? call.agent_id : 'organisation',
    ownerId: (hers ? call.crm_user_id : keeper?.crm_user_id) ?? null,
    timeZone: call.time_zone ?? keeper?.time_zone ?? 'UTC',
    locale: call.locale ?? languageOfLine(call.line),
    startedAt: call.created_at,
    number: call.number,
    facts: {
      callId: row.call_id,
      direction: call.direction,
      name: matched?.name ?? call.name,
      number: call.number,
      line: call.line,
      lineName: call.lineName,
      agentName: call.agentName,
      recordingTooLarge: call.fileProblem?.code === 'too-large' ? unattached.join(', ') : null,
      recordingDeclined: Boolean(call.declined),
    },
    parts,
    noteId: call.noteId,
  };
}

/** As the admin listed them; who is no user of the CRM any more is left out. */
const peopleOfLine = (db: Context['db'], line: E164) =>
  db
    .selectFrom('incoming_number_agents')
    .innerJoin('agents', 'agents.id', 'incoming_number_agents.agent_id')
    .select(['agents.crm_user_id', 'agents.time_zone'])
    .where('incoming_number_agents.number', '=', line)
    .where('agents.active', '=', true)
    .orderBy('incoming_number_agents.place')
    .limit(1)
    .execute();
