import type { Messages } from '#extension/locales/language.ts';
import { shownNumber } from '#extension/views/format/phone.ts';
import type { ScriptLine } from '#shared/api/call-flow-api.ts';
import { type CallFlow, OPTION_KEYS, type OptionKey } from '#shared/call-flow/call-flow.schema.ts';
import { menuAt } from '#shared/call-flow/tree.ts';
import type { AgentId } from '#shared/ids.ts';

const SPECIAL_KEYS = ['0', '*', '#'] as const;

export type NameOf = (id: AgentId) => string;

/** A line in one sentence; null: it is drawn in a way of its own. */
export function eventWords(line: ScriptLine, nameOf: NameOf, t: Messages): string | null {
  const words = t.flow.trial;
  switch (line.line) {
    case 'no-key':
      return words.noKey(line.seconds);
    case 'answered':
      return words.answered(nameOf(line.agentId));
    case 'nobody-answered':
      return words.nobodyAnswered(line.seconds);
    case 'queued':
      return words.queued(line.place, line.of);
    case 'waited':
      return words.waited(line.seconds);
    case 'voicemail':
      return words.voicemail(line.seconds);
    case 'forwarded':
      return words.forwarded(shownNumber(line.to));
    case 'refused':
      return words.refused;
    case 'over':
      return Object.entries(words.over).find(([why]) => why === line.why)?.[1] ?? words.overElse;
    default:
      return null;
  }
}

/** `Nobody answers in 30 s: goes to the queue, 1st of 10`; null: nothing is known of what comes then. */
export function otherwiseWords(
  lines: readonly ScriptLine[],
  seconds: number,
  nameOf: NameOf,
  t: Messages,
): string | null {
  const words = t.flow.trial;
  const next = lines.find(({ line }) => line !== 'nobody-answered' && line !== 'said' && line !== 'played');
  const said = lines.some(({ line }) => line === 'said' || line === 'played');
  const then = next === undefined ? (said ? words.thenMenu : null) : thenWords(next, nameOf, t);
  return then === null ? null : words.nobodyAnswersThen(seconds, then);
}

function thenWords(line: ScriptLine, nameOf: NameOf, t: Messages): string | null {
  const words = t.flow.trial;
  switch (line.line) {
    case 'rings':
      return words.thenRings([...new Set(line.people.map(({ agentId }) => nameOf(agentId)))].join(', '));
    case 'queued':
      return words.thenQueue(line.place, line.of);
    case 'voicemail':
      return words.thenVoicemail;
    case 'forwarded':
      return words.thenForward(shownNumber(line.to));
    case 'over':
      return words.thenEnds;
    default:
      return null;
  }
}

/** The keys that lead somewhere from where the caller is: those that were pressed are followed through languages and menus. */
export function keysThatLead(flow: CallFlow, script: readonly ScriptLine[]): readonly string[] {
  let choosing = flow.languages.length > 1;
  let path: OptionKey[] = [];
  for (const line of script) {
    if (line.line !== 'pressed') continue;
    const key = OPTION_KEYS.find((one) => one === line.key);
    if (choosing) {
      if (key !== undefined && Number(key) <= flow.languages.length) choosing = false;
    } else if (key !== undefined && menuAt(flow.menu, [...path, key]) !== undefined) {
      path = [...path, key];
    } else {
      const special = SPECIAL_KEYS.find((one) => one === line.key);
      if (special !== undefined && menuAt(flow.menu, path)?.keys[special] === 'back') path = path.slice(0, -1);
    }
  }
  if (script.at(-1)?.line === 'queued') {
    return [flow.queue.voicemailKey, flow.queue.callBackKey].filter((key) => key !== null);
  }
  if (choosing) return flow.languages.map((_, at) => String(at + 1));
  const menu = flow.answer === 'menu' ? menuAt(flow.menu, path) : undefined;
  if (menu === undefined) return [];
  const special = SPECIAL_KEYS.filter((key) => menu.keys[key] !== 'nothing');
  return [...menu.options.filter(({ action }) => action !== null).map(({ key }) => key), ...special];
}
