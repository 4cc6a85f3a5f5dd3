import { peopleOfGroup } from '#server/call-flow/group.ts';
import { nextTurn } from '#server/call-flow/next-turn.ts';
import { prompted } from '#server/call-flow/prompts.ts';
import type { FlowFacts, Happened, Position, Step, Turn } from '#server/call-flow/turn.ts';
import { endWaiting, keepWaiting } from '#server/calls/queue/waiting.ts';
import { hasDeclined } from '#server/calls/recording/announcement.ts';
import { expectRecording, expectVoicemail } from '#server/calls/recording/recordings.ts';
import type { Context } from '#server/context.ts';
import type { CallId, E164 } from '#shared/ids.ts';
import type { Availability } from './availability.ts';
import { type HeldCall, holdCall } from './call.store.ts';
import { lastTurn } from './call-columns.ts';
import type { CallEvent } from './call-event.ts';
import { startOwnerLookUp } from './caller-owner.ts';
import { type Circumstances, circumstancesOf, factsWithoutPeople, gatherFacts } from './flow-facts.ts';
import { type FlowOfCall, flowOfCall } from './flow-of-call.ts';
import { learnLiveFlow, turnInMenu } from './menus/short-way.ts';
import { rangEvent } from './rang-event.ts';
import { startScreenPop } from './screen-pop.ts';

/** What a caller meets next. A repeated question gets the same answer. */
export type Decision =
  | (Step & { callId: CallId; line: E164; step: number; record: boolean; withheld: boolean })
  /** The number is none of ours (any more). */
  | { do: 'unknown-number'; line: E164 }
  | { do: 'hang-up' };

/** What became of a step of a caller's way. */
export interface StepDone {
  callId: CallId;
  /** The caller's own leg: whoever names another call's id learns and changes nothing. */
  leg: string;
  /** The step that is over. */
  step: number;
  happened: Happened;
}

/**
 * Takes a caller one step further through her line's flow. Asked again about the same step, it answers what was decided then, whatever is
 * told to have happened; a call that is over is hung up.
 */
export async function takeTurn(context: Context, done: StepDone): Promise<Decision> {
  const menu = await turnInMenu(context, done);
  if (menu) return menu;
  const taken = await holdCall(context, { id: done.callId }, async (call) => {
    if (call.row.direction !== 'incoming' || call.row.parent_sid !== done.leg) return undefined;
    return turnOf(context, call, done.step + 1, done.happened);
  });
  if (!taken) return { do: 'hang-up' };
  taken.afterwards();
  return taken.decision;
}

export interface Taken {
  decision: Decision;
  /** To be called once the transaction is over. */
  afterwards(): void;
}

/** Where the caller is to stay at her place and meet something once more; undefined: the flow goes on. */
type Stay = (facts: FlowFacts) => Step | undefined;

/**
 * What was decided for this step, else what is decided now. Within the transaction that holds the call.
 *
 * @param stay where the caller is to stay at her place and meet this, unless it comes to nothing; else the flow goes on.
 */
export async function turnOf(
  context: Context,
  call: HeldCall,
  step: number,
  happened: Happened,
  stay?: Stay,
): Promise<Taken> {
  const { row, tx } = call;
  const told = call.events.find((event) => event.kind === 'turn' && event.step === step);
  const ended = call.state.state === 'ended';
  if (told?.kind === 'turn') {
    // What is being said to a caller is said again; nobody rings for one who is gone.
    const goesOn = !ended || told.did.do === 'end' || told.did.do === 'refuse';
    const { flow } = await flowOfCall(tx, row);
    const record = flow.record && isRecorded(call, step);
    return { decision: goesOn ? decisionOf(call, step, told.did, record) : { do: 'hang-up' }, afterwards };
  }
  if (ended) return { decision: { do: 'hang-up' }, afterwards };

  const met = await circumstancesOf(tx, row);
  const { flow } = met;
  const turn = await decide(context, call, met, happened, stay);
  await keepTurn(context, call, met, { ...turn, at: step, happened });
  return {
    decision: decisionOf(call, step, turn.step, flow.record && isRecorded(call, step)),
    afterwards() {
      if (turn.step.do === 'ring') startScreenPop(context, row, turn.step);
      if (happened.what !== 'arrived') return;
      if (flow.ownerFirst.on) startOwnerLookUp(context, row);
      // Whom no menu awaits need not wait for those who are led together.
      if (turn.step.do === 'ask' && met.edition !== null && row.flow_version !== null)
        learnLiveFlow(context, row.line, { version: row.flow_version, edition: met.edition });
    },
  };
}

/** `skipped`: who of those whom the flow may ring would not have rung. */
type Decided = Turn & Pick<Availability, 'skipped'>;

async function decide(
  context: Context,
  call: HeldCall,
  met: Circumstances,
  happened: Happened,
  stay: Stay | undefined,
): Promise<Decided> {
  const position = lastTurn(call.events)?.position ?? null;
  if (met.deleted) return { ...unavailable(met, position), skipped: [] };
  // A menu is heard whoever is there: whoever presses a key in it waits for no look at the people, which takes the database longest.
  const alone = stay ? undefined : nextTurn(met.flow, position, happened, factsWithoutPeople(context, call.row, met));
  if (alone?.step.do === 'ask') return { ...alone, skipped: [] };
  const { availability, facts } = await gatherFacts(context, call, met);
  const again = position && stay?.(facts);
  const turn = again ? { position, step: again } : nextTurn(met.flow, position, happened, facts);
  return { ...turn, skipped: availability.skipped };
}

const afterwards = () => {};

/** By its Dial: of somebody who has not declined, nor talked before. */
const isRecorded = (call: HeldCall, step: number): boolean => !hasComeBack(call, step) && !hasDeclined(call);

/** Whoever has talked before is recorded anew by who looks after the conversation, not by its next Dial. */
const hasComeBack = ({ events }: HeldCall, step: number): boolean =>
  events.some((event) => event.kind === 'turn' && event.step <= step && event.happened.what === 'came-back');

/** Its number was deleted while the caller was in its flow. */
function unavailable({ flow }: FlowOfCall, position: Position | null): Turn {
  const language = position?.language ?? flow.languages[0] ?? 'en-GB';
  return {
    position: { language, at: { place: 'over', why: 'unavailable' } },
    step: { do: 'end', parts: prompted({ flow, language }, flow.unavailable, 'unavailable'), why: 'unavailable' },
  };
}

/** The turn, and what it means to the ledger, the queue and the recording. */
async function keepTurn(
  context: Context,
  call: HeldCall,
  { blocked, flow, waiting }: Circumstances,
  { at: step, declines, happened, step: did, position, skipped }: Decided & { at: number; happened: Happened },
): Promise<void> {
  const { row, tx } = call;
  const events: CallEvent[] = [{ kind: 'turn', step, happened, did, position }];
  if (declines) events.push({ kind: 'recorded', part: 1, what: 'declined', sid: null });
  switch (did.do) {
    case 'ring':
      events.push(rangEvent(flow, { step, did, position }, skipped));
      if (flow.record && !declines && !hasDeclined(call)) await expectRecording(context, tx, row.id);
      break;
    case 'queue':
      events.push({ kind: 'queued', step, place: waiting + 1 });
      if ('group' in position.at)
        await keepWaiting(context, tx, {
          callId: row.id,
          line: row.line,
          people: peopleOfGroup(flow, position.at.group),
        });
      break;
    case 'voicemail':
      await endWaiting(context, tx, row.id, 'voicemail');
      await expectVoicemail(context, tx, row.id);
      break;
    case 'end':
      await endWaiting(context, tx, row.id, did.why, { callBack: did.why === 'call-back' });
      events.push({ kind: 'said', step, words: did.why });
      break;
    case 'refuse':
      events.push({ kind: 'refused', why: blocked ? 'blocked' : 'withheld' });
      break;
    default:
      break;
  }
  await call.append(...events);
}

function decisionOf({ row }: HeldCall, step: number, did: Step, record: boolean): Decision {
  return { ...did, callId: row.id, line: row.line, step, record, withheld: row.number === null };
}
