import type { LocalTwilio } from '#test/twilio/local-twilio.ts';
import type { TimelineEntry, WebhookKind } from '#test/twilio/webhook/timeline.ts';
import { LAURA_ID } from '#test/zoho/data/seed-records.ts';
import type { Ran } from './chaos-run.ts';
import type { ChaosWorld } from './chaos-world.ts';
import { legsSince, type SeenLeg } from './seen-legs.ts';

/** Where a judge looks. */
type Scene = Pick<ChaosWorld, 'db' | 'twilio' | 'zoho'>;
/** Whose call it was, and which of Twilio's legs are of it. */
type Judged = Pick<Ran, 'callId' | 'kills' | 'since' | 'until'>;

/** What is wrong, in words; empty: nothing. */
export type Faults = string[];

/** A call is over for everybody so soon after all has become calm. */
export const TERMINAL_MS = 60_000;
/** The last reports that were held back have come. */
export const LAST_REPORTS_MS = 65_000;
/** A caller waits for these. */
const DOCUMENTS: readonly WebhookKind[] = ['voice', 'action', 'redirect', 'whisper'];

/** What holds a minute after the storm: nothing of the call lives, neither at Twilio nor in the ledger. */
export async function faultsAtRest(world: Scene, { since, until, callId, kills }: Judged): Promise<Faults> {
  const { twilio, db } = world;
  const legs = legsSince(twilio.control, since, until);
  const open = await db.selectFrom('calls').select(['id', 'state']).where('state', '!=', 'ended').execute();
  const rooms = await liveRooms(twilio);
  const recording = twilio.control.recordings.list().filter(({ state }) => /in-progress|paused/.test(state.status));
  const reached = legs.some(({ who }) => who === 'customer');
  return [
    ...legs.filter(({ over }) => !over).map(({ who, report }) => `a leg of ${nameOf(who)} lives: ${report.status}`),
    ...rooms.map((name) => `a conference lives: ${name}`),
    ...recording.map(({ sid }) => `a recording runs: ${sid}`),
    ...open.map(({ id, state }) => `call ${id} is ${state}`),
    ...(callId === null && reached ? unlessApologised(legs) : []),
    ...legs.flatMap((leg) => documentFaults(leg, kills > 0)),
  ];
}

/** What holds once the last late report has come: it ended as it did. */
export async function faultsOfEnding(
  { twilio, db, people }: Scene & { people: Record<string, { id: string }> },
  { since, until, callId }: Judged,
): Promise<Faults> {
  if (callId === null) return [];
  const row = await db.selectFrom('calls').selectAll().where('id', '=', callId).executeTakeFirst();
  if (!row) return [`call ${callId} is lost`];
  const legs = legsSince(twilio.control, since, until);
  const agents = Object.values(people).map(({ id }) => id);
  const talked = legs.filter(({ who, answered }) => answered && agents.some((id) => id === who));
  const customerTalked = legs.some(({ who, answered }) => who === 'customer' && answered);
  const answered = talked.length > 0 && customerTalked;
  const wasAnswered = row.disposition === 'answered';
  return [
    ...(row.state === 'ended' ? [] : [`call ${callId} is ${row.state} again`]),
    ...(answered === wasAnswered
      ? []
      : [`it was ${answered ? '' : 'not '}answered, and the ledger says ${row.disposition}`]),
    ...(wasAnswered && !talked.some(({ who }) => who === row.agent_id) ? ['it is somebody’s who has not talked'] : []),
  ];
}

/** What holds once its wrap-up's time is over: one log, each recording once. */
export async function faultsOfLog({ zoho, db, twilio }: Scene, { since, until, callId }: Judged): Promise<Faults> {
  if (callId === null) return [];
  const isOfIt = (text: unknown) => typeof text === 'string' && text.includes(`Sidetone ${callId}`);
  const { calls, notes } = zoho.control.writtenOn('Contacts', LAURA_ID);
  const logs = calls.filter(({ values }) => isOfIt(values.Description)).length;
  const ofIt = notes.filter(({ note }) => isOfIt(note.values.Note_Content));
  const files = ofIt.flatMap((one) => one.files.map(({ name }) => name));
  const rows = await db
    .selectFrom('recordings')
    .select(['part', 'sid', 'state'])
    .where('call_id', '=', callId)
    .execute();
  const sids = new Set(legsSince(twilio.control, since, until).map(({ sid }) => sid));
  const made = twilio.control.recordings
    .list()
    .filter(({ call, state }) => sids.has(call.sid) && (state.status === 'completed' || state.status === 'deleted'));
  const unknown = made.filter(({ sid }) => !rows.some((row) => row.sid === sid));
  return [
    ...(logs === 1 ? [] : [`it is logged ${logs} times`]),
    ...(ofIt.length <= 1 ? [] : [`it has ${ofIt.length} notes`]),
    ...unknown.map(({ sid, source }) => `the ledger knows nothing of recording ${sid} (${source})`),
    ...(files.length === new Set(files).size ? [] : [`a recording is attached twice: ${files.join(', ')}`]),
    ...(files.length === made.length ? [] : [`${made.length} recordings were made, ${files.length} are attached`]),
  ];
}

/** While no server lived, and nobody was told: she has heard the apology. */
const unlessApologised = (legs: readonly SeenLeg[]): Faults =>
  legs.some(({ report }) => report.webhooks.some(({ kind }) => kind === 'fallback'))
    ? []
    : ['the call was never heard of'];

const nameOf = (who: string): string => (who.startsWith('u_') ? 'an agent' : who);

/** Each time a document was asked for one came within Twilio's time: ours, or where that failed the other host's. */
function documentFaults({ report, who }: SeenLeg, killed: boolean): Faults {
  const good = ({ outcome }: TimelineEntry) =>
    outcome.kind === 'answered' && outcome.status === 200 && outcome.body.includes('<Response');
  const asked = report.webhooks.filter(({ kind }) => DOCUMENTS.includes(kind));
  // Who waits is the customer: an agent's leg without a document only ends.
  const waited = who === 'customer' ? asked : [];
  return [
    ...waited
      .filter((entry) => !good(entry) && !followedByFallback(report.webhooks, entry, report.endedAt))
      .map(({ kind, url, outcome }) => `${nameOf(who)} got no document: ${kind} ${pathOf(url)} ${outcomeOf(outcome)}`),
    ...asked
      // 502: what stands before us says so of a server that is dead.
      .filter(
        ({ outcome }) => outcome.kind === 'answered' && outcome.status >= 500 && !(killed && outcome.status === 502),
      )
      .map(({ url }) => `${pathOf(url)} answered with an error`),
    // 112..: no document came, of which above. 13236: whom we have rung into a room answered when it was over.
    ...report.errors.filter(({ code }) => !/^112|^13236$/.test(code)).map(({ code }) => `Twilio complained: ${code}`),
  ];
}

/** Another answer to the same question, the fallback's, or she was gone before she could be told anything. */
function followedByFallback(all: readonly TimelineEntry[], failed: TimelineEntry, endedAt: Date | null): boolean {
  const later = all.slice(all.indexOf(failed));
  const isAnswered = ({ outcome }: TimelineEntry) => outcome.kind === 'answered' && outcome.status === 200;
  const again = all.some((one) => one.url === failed.url && isAnswered(one));
  const gone = endedAt !== null && endedAt <= failed.at;
  return again || gone || later.some((one) => one.kind === 'fallback' && isAnswered(one));
}

const pathOf = (url: string): string => url.replace(/^https?:\/\/[^/]+/, '');
const outcomeOf = (outcome: TimelineEntry['outcome']): string =>
  outcome.kind === 'failed' ? `${outcome.code} ${outcome.why}` : JSON.stringify(outcome).slice(0, 80);

async function liveRooms({ httpUrl, accountSid, authToken }: LocalTwilio): Promise<string[]> {
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  const reply = await fetch(`${httpUrl}/2010-04-01/Accounts/${accountSid}/Conferences.json?PageSize=1000`, {
    headers: { authorization },
  });
  const body: unknown = await reply.json();
  const found = JSON.stringify(body).matchAll(/"friendly_name":"([^"]+)"[^}]*?"status":"(init|in-progress)"/g);
  return [...found].map(([, name]) => name ?? '');
}
