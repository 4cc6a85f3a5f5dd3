import type { PretendedCall, ScriptLine } from '#shared/api/call-flow-api.ts';
import type { AgentId } from '#shared/ids.ts';
import { type FlowWorld, factsOf } from './flow-world.ts';
import { peopleOfGroup } from './group.ts';
import { nextTurn } from './next-turn.ts';
import { announced, later, timeBrings } from './passing-time.ts';
import { begin, type CanDo, canDo, type Deed, isRung, keysOf, type Scene } from './scene.ts';
import { partLines, ringsLine } from './script-lines.ts';
import type { Happened } from './turn.ts';

/** What a pretended call has come to. */
export interface Tried {
  script: ScriptLine[];
  can: CanDo[];
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

const queuedLine = ({ facts, flow }: Scene): ScriptLine => ({
  line: 'queued',
  place: facts.waiting + 1,
  of: flow.queue.callers,
});
