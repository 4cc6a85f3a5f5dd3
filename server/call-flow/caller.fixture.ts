import * as v from 'valibot';
import {
  type CallFlow,
  type Menu,
  OPTION_KEYS,
  type Option,
  type OptionKey,
  type People,
} from '#shared/call-flow/call-flow.schema.ts';
import { MOST_LEVELS } from '#shared/call-flow/limits.ts';
import { newFlow, newMenu, newPeople } from '#shared/call-flow/new-flow.ts';
import { audioIdSchema, textPrompt } from '#shared/call-flow/prompt.ts';
import { mostOptions } from '#shared/call-flow/tree.ts';
import type { Language } from '#shared/call-flow/voices.ts';
import { type AgentId, agentIdSchema, type E164, e164Schema } from '#shared/ids.ts';
import { nextTurn } from './next-turn.ts';
import type { FlowFacts, Happened, Part, Position, Step } from './turn.ts';

const agent = (n: number): AgentId => v.parse(agentIdSchema, `u_${String(n).padStart(20, '0')}`);
export const [ana, ken, marta, tomas] = [agent(1), agent(2), agent(3), agent(4)];
/** That many people, the first of whom came online first. */
export const crowd = (count: number): AgentId[] => Array.from({ length: count }, (_, i) => agent(100 + i));
export const phone = (text: string): E164 => v.parse(e164Schema, text);
export const sound = (letter: string) => v.parse(audioIdSchema, `a_${letter.repeat(22)}`);
export const mobileOf = (agentId: AgentId) => ({ agentId, number: phone('+34600000001') });

export const spoken = (text: string, language: Language = 'en-GB') => ({ [language]: textPrompt(text, language) });

export const flowOf = (changes: Partial<CallFlow> = {}, language: Language = 'en-GB'): CallFlow => ({
  ...newFlow(language, 'Europe/Madrid', [ana, ken]),
  ...changes,
});
export const withQueue = (changes: Partial<CallFlow['queue']> = {}) => ({ ...flowOf().queue, on: true, ...changes });
export const withVoicemail = (changes: Partial<CallFlow['voicemail']> = {}) => ({
  ...flowOf().voicemail,
  on: true,
  ...changes,
});

export const inTurn = (agentIds: AgentId[], repeat = false): People => ({
  ...newPeople(agentIds),
  strategy: 'sequential',
  repeat,
});
export const menuOf = (options: Option[], changes: Partial<Menu> = {}): Menu => ({ ...newMenu(), options, ...changes });
export const leadsTo = (key: OptionKey, name: string, to: People | Menu | null): Option => ({
  key,
  label: { 'en-GB': name },
  action: to === null ? null : 'options' in to ? { do: 'menu', menu: to } : { do: 'people', people: to },
});
/** As many menus as there may be, each with as many options; those of the last level lead to these people. */
export const largestMenu = (people: People, level = 1): Menu =>
  menuOf(
    OPTION_KEYS.slice(0, mostOptions(level)).map((key) =>
      leadsTo(key, `Option ${key}`, level < MOST_LEVELS ? largestMenu(people, level + 1) : people),
    ),
  );

export const NOBODY: FlowFacts = {
  now: new Date('2026-11-23T10:00:00Z'),
  from: phone('+34600111222'),
  blocked: false,
  reachable: [],
  onACall: [],
  mobiles: [],
  owner: null,
  waiting: 0,
};

/** A caller on her way through a flow. The world may change before whatever happens next. */
export function callerOf(flow: CallFlow, world: Partial<FlowFacts> = {}) {
  let facts: FlowFacts = { ...NOBODY, ...world };
  let position: Position | null = null;
  let step: Step | null = null;
  const happens = (happened: Happened): Step => {
    const turn = nextTurn(flow, position, happened, facts);
    position = turn.position;
    step = turn.step;
    return step;
  };
  return {
    calls: () => happens({ what: 'arrived' }),
    presses: (keys: string) => happens({ what: 'keys', keys }),
    waits: () => happens({ what: 'keys', keys: '' }),
    nobodyAnswers: () => happens({ what: 'rang-out' }),
    happens,
    meanwhile: (changes: Partial<FlowFacts>) => {
      facts = { ...facts, ...changes };
    },
    get position() {
      return position;
    },
    get step() {
      return step;
    },
    get heard() {
      return heardIn(step);
    },
  };
}

/** What is heard before a step, as text; a recording by its id. */
export const heardIn = (step: Step | null): string[] =>
  step === null || step.do === 'refuse' ? [] : step.parts.map(asText);
const asText = (part: Part): string => ('say' in part ? part.say : part.play);
