import type { PretendedCall, ScriptLine } from '#shared/api/call-flow-api.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import type { AgentId } from '#shared/ids.ts';
import { type FlowWorld, factsOf, type PersonNow } from './flow-world.ts';
import { peopleOfGroup } from './group.ts';
import { nextTurn } from './next-turn.ts';
import { isOpen } from './opening-hours.ts';
import { firstLanguage } from './prompts.ts';
import { announcement, queueKeys } from './queue-words.ts';
import { partLines, ringsLine } from './script-lines.ts';
import type { FlowFacts, Happened, Position, Step } from './turn.ts';

type Deed = PretendedCall['done'][number];
export type CanDo = Deed['do'];

/** What a pretended call has come to. */
export interface Tried {
  script: ScriptLine[];
  can: CanDo[];
  over: boolean;
}

/** Where a pretended call stands, and all that led there. */
interface Scene {
  flow: CallFlow;
  world: FlowWorld;
  people: PersonNow[];
  facts: FlowFacts;
  position: Position | null;
  step: Step | null;
  script: ScriptLine[];
  over: boolean;
}

/**
 * Tries a flow by the code that answers callers: what is heard, who rings and who does not, and what comes of what is `done`. Time
 * passes with it. A deed that can't be done where the call has come to, because the flow was changed since, ends the replay: it and
 * what came after it are left out.
 */
export function tryFlow(call: PretendedCall, world: FlowWorld): Tried {
  const scene = begin(call, world);
  goOn(scene, { what: 'arrived' });
  for (const deed of call.done) if (scene.over || !act(scene, deed)) break;
  return { script: scene.script, can: canDo(scene), over: scene.over };
}

function begin({ flow, at, from, people, owner, waiting }: PretendedCall, world: FlowWorld): Scene {
  const pretended = new Map(people.map(({ agentId, is }) => [agentId, is]));
  const now = world.people.map((person) => ({ ...person, is: pretended.get(person.agentId) ?? person.is }));
  const facts = {
    ...factsOf(now),
    now: new Date(at),
    from,
    blocked: from !== null && world.isBlocked(from),
    owner,
    waiting,
  };
  return { flow, world, people: now, facts, position: null, step: null, script: [], over: false };
}

/** The flow's next turn, as lines. */
function goOn(scene: Scene, happened: Happened): void {
  const { position, step } = nextTurn(scene.flow, scene.position, happened, scene.facts);
  Object.assign(scene, { position, step });
  if (step.do !== 'refuse') scene.script.push(...partLines(step.parts, scene.world.soundNames));
  switch (step.do) {
    case 'ask':
      return;
    case 'ring':
      scene.script.push(ringsLine(scene.flow, position, step, scene.people, scene.facts));
      return;
    case 'queue':
      scene.script.push(queuedLine(scene));
      return;
    case 'voicemail':
      scene.script.push({ line: 'voicemail', seconds: step.longestSeconds });
      return;
    case 'forward':
      scene.script.push({ line: 'forwarded', to: step.to });
      return;
    case 'end':
      finish(scene, { line: 'over', why: step.why });
      return;
    case 'refuse':
      finish(scene, { line: 'refused' });
      return;
  }
}

function finish(scene: Scene, line: ScriptLine): void {
  scene.script.push(line);
  scene.over = true;
}

/** false: it can't be done here. */
function act(scene: Scene, deed: Deed): boolean {
  if (!canDo(scene).includes(deed.do)) return false;
  switch (deed.do) {
    case 'hang-up':
      finish(scene, { line: 'over', why: 'hung-up' });
      return true;
    case 'press':
      return press(scene, deed.key);
    case 'answer':
      if (!isRung(scene, deed.agentId)) return false;
      finish(scene, { line: 'answered', agentId: deed.agentId });
      return true;
    case 'free':
      return becomesFree(scene, deed.agentId);
    case 'wait':
      wait(scene);
      return true;
  }
}

function canDo(scene: Scene): CanDo[] {
  const { step, over } = scene;
  if (over || !step) return [];
  switch (step.do) {
    case 'ask':
      return ['press', 'wait', 'hang-up'];
    case 'ring':
      return ['answer', 'wait', 'hang-up'];
    case 'queue':
      return [...(hasQueueKey(scene) ? (['press'] as const) : []), 'free', 'wait', 'hang-up'];
    case 'voicemail':
    case 'forward':
      return ['wait', 'hang-up'];
    case 'end':
    case 'refuse':
      return [];
  }
}

const keysOf = ({ flow, facts }: Scene) => queueKeys(flow, facts.from !== null);
const hasQueueKey = (scene: Scene): boolean => Object.values(keysOf(scene)).some((key) => key !== null);

const isRung = ({ step }: Scene, agentId: AgentId): boolean =>
  step?.do === 'ring' && (step.agentIds.includes(agentId) || step.mobiles.some((mobile) => mobile.agentId === agentId));

function press(scene: Scene, key: string): boolean {
  scene.script.push({ line: 'pressed', key });
  if (scene.step?.do === 'ask') {
    goOn(scene, { what: 'keys', keys: key });
  } else if (key === keysOf(scene).voicemail) {
    goOn(scene, { what: 'left-queue', why: 'voicemail-key' });
  } else if (key === keysOf(scene).callBack) {
    goOn(scene, { what: 'left-queue', why: 'call-back-key' });
  }
  return true;
}

/** Whoever waits longest gets her: others, while they are before the caller. */
function becomesFree(scene: Scene, agentId: AgentId): boolean {
  const { position, people, facts, flow } = scene;
  if (position?.at.place !== 'queue' || !peopleOfGroup(flow, position.at.group).agentIds.includes(agentId))
    return false;
  const isNow = facts.waiting > 0 ? 'on-a-call' : 'free';
  scene.people = people.map((person) => (person.agentId === agentId ? { ...person, is: isNow } : person));
  scene.facts = { ...facts, ...factsOf(scene.people), waiting: Math.max(0, facts.waiting - 1) };
  if (isNow === 'free') goOn(scene, { what: 'offered', agentId });
  else scene.script.push(queuedLine(scene));
  return true;
}

/** Whatever time brings next. */
function wait(scene: Scene): void {
  const { line, happened } = timeBrings(scene);
  if (line?.line === 'waited') scene.script.push(...announced(scene));
  if (line) {
    scene.script.push(line);
    scene.facts = { ...scene.facts, now: later(scene.facts.now, line.seconds) };
  }
  goOn(scene, happened);
}

function timeBrings(scene: Scene): {
  line?: ScriptLine & { line: 'no-key' | 'nobody-answered' | 'waited' };
  happened: Happened;
} {
  const { step } = scene;
  switch (step?.do) {
    case 'ask':
      return { line: { line: 'no-key', seconds: step.seconds }, happened: { what: 'keys', keys: '' } };
    case 'ring':
      return { line: { line: 'nobody-answered', seconds: step.seconds }, happened: { what: 'rang-out' } };
    case 'queue': {
      const { minutes, why } = endOfWait(scene);
      return { line: { line: 'waited', seconds: minutes * 60 }, happened: { what: 'left-queue', why } };
    }
    case 'voicemail':
      return { happened: { what: 'voicemail-done' } };
    default:
      return { happened: { what: 'forward-over' } };
  }
}

/** What she hears between the music, once. */
function announced({ flow, facts, position, world }: Scene): ScriptLine[] {
  const language = position?.language ?? firstLanguage(flow);
  const wait = { place: facts.waiting + 1, minutes: null, callable: facts.from !== null };
  return partLines(announcement({ flow, language }, wait), world.soundNames);
}

/** The longest wait is over, or before that the opening hours are. */
function endOfWait({ flow, facts }: Scene): { minutes: number; why: 'too-long' | 'closed' } {
  for (let minutes = 1; minutes <= flow.queue.minutes; minutes += 1)
    if (!isOpen(flow.hours, flow.timeZone, later(facts.now, minutes * 60))) return { minutes, why: 'closed' };
  return { minutes: flow.queue.minutes, why: 'too-long' };
}

const later = (moment: Date, seconds: number): Date => new Date(moment.getTime() + seconds * 1000);

const queuedLine = ({ facts, flow }: Scene): ScriptLine => ({
  line: 'queued',
  place: facts.waiting + 1,
  of: flow.queue.callers,
});
