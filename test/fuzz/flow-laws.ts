import assert from 'node:assert/strict';
import * as v from 'valibot';
import { MOST_MENUS_READ } from '#server/call-flow/menu.ts';
import { nextTurn } from '#server/call-flow/next-turn.ts';
import type { FlowFacts, Happened, Position, Step, Turn } from '#server/call-flow/turn.ts';
import { NOBODY } from '#server/calls/flow-facts.ts';
import { turnEventSchema } from '#server/calls/turn-event.ts';
import { flowDocument } from '#server/twilio/flow-document.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import { MOST_RUNG_AT_ONCE, ROUNDS } from '#shared/call-flow/limits.ts';
import { menuAt, optionAt } from '#shared/call-flow/tree.ts';
import { callIdSchema, type E164 } from '#shared/ids.ts';
import { elementsOf, parseTwiml } from '#test/twilio/twiml/document.ts';

const CALL = v.parse(callIdSchema, `c_${'x'.repeat(22)}`);
const CONFIG = { publicUrl: 'https://phone.example' };
/** What stands first in a document, as far as flows write any. */
const VERBS = ['Say', 'Play', 'Gather', 'Dial', 'Enqueue', 'Record', 'Redirect', 'Hangup', 'Reject'];

/** What holds after every turn of every flow. */
export function checkTurn(
  flow: CallFlow,
  { before, happened, facts, turn }: { before: Position | null; happened: Happened; facts: FlowFacts; turn: Turn },
): void {
  assert.deepEqual(nextTurn(flow, before, happened, facts), turn, 'the same always gives the same');
  checkAlone(flow, before, happened, facts, turn);
  checkKept(happened, turn);
  checkPosition(flow, turn.position);
  checkStep(turn.step, facts, happened);
}

/** A caller in a menu is answered without a look at the people, and one who is not asked about a recording without any look. */
function checkAlone(flow: CallFlow, before: Position | null, happened: Happened, facts: FlowFacts, turn: Turn): void {
  const alone = nextTurn(flow, before, happened, { ...facts, ...NOBODY });
  if (alone.step.do === 'ask' || turn.step.do === 'ask')
    assert.deepEqual(alone, turn, 'a menu is heard whoever is there');
  const { from, now } = facts;
  const blind = nextTurn(flow, before, happened, { now, from, blocked: false, waiting: 0, ...NOBODY });
  const isMenu = ({ position, step }: Turn) => step.do === 'ask' && position.at.place !== 'announcement';
  if ((before || !facts.blocked) && (isMenu(blind) || isMenu(turn)))
    assert.deepEqual(blind, turn, 'a menu is heard whoever waits and whatever is announced');
}

/** It goes into the database as JSON and comes back the same. */
function checkKept(happened: Happened, { position, step }: Turn): void {
  const kept: unknown = JSON.parse(JSON.stringify({ kind: 'turn', step: 0, happened, did: step, position }));
  assert.deepEqual(v.parse(turnEventSchema, kept), kept, 'a turn can be kept and read again');
}

function checkPosition(flow: CallFlow, { language, at }: Position): void {
  assert(flow.languages.includes(language), 'a caller is spoken to in one of the number’s languages');
  if (at.place === 'menu') {
    const menu = menuAt(flow.menu, at.path);
    assert(
      menu && at.readings <= menu.readings && at.asked <= MOST_MENUS_READ,
      'a menu exists and is not read for ever',
    );
  }
  if (at.place !== 'ring' && at.place !== 'queue') return;
  assert.equal(new Set(at.rung).size, at.rung.length, 'nobody has rung twice in a round');
  if (at.group.of === 'option')
    assert.equal(optionAt(flow.menu, at.group.path)?.action?.do, 'people', 'a group exists');
  if (at.place === 'ring') assert(at.round >= 1 && at.round <= ROUNDS, 'there are two rounds at most');
}

function checkStep(step: Step, facts: FlowFacts, happened: Happened): void {
  if (step.do === 'refuse') return;
  for (const part of step.parts)
    if ('say' in part)
      assert(/^\P{Cc}+$/u.test(part.say) && part.say.isWellFormed(), 'what is said is clean, and something');
  if (step.do !== 'ring') return;
  const { agentIds, mobiles, seconds } = step;
  const nouns = agentIds.length + mobiles.length;
  assert(nouns >= 1 && nouns <= MOST_RUNG_AT_ONCE, `a Dial rings one to ten, not ${nouns}`);
  assert(Number.isInteger(seconds) && seconds >= 5 && seconds <= 60, 'it rings for as long as may be set');
  if (happened.what === 'offered') return;
  if (step.second) {
    assert(
      agentIds.every((agentId) => facts.secondCall?.includes(agentId)),
      'a second call rings only who takes one',
    );
    assert.equal(mobiles.length, 0, 'no mobile rings for a second call');
    return;
  }
  assert(
    agentIds.every((agentId) => facts.reachable.includes(agentId)),
    'only who is free rings',
  );
  assert(
    mobiles.every(({ agentId }) => !facts.onACall.includes(agentId)),
    'no mobile rings while she is on a call',
  );
}

/** A step's document is one that Twilio takes. */
export function checkDocument(step: Step, line: E164): void {
  const text = flowDocument(CONFIG, { ...step, callId: CALL, line, step: 1, record: true, withheld: false });
  for (const { name } of elementsOf(parseTwiml(text))) assert(VERBS.includes(name), `<${name}> is no verb of ours`);
}
