import type { Action, CallFlow, Hours, Menu, Option, People } from '#shared/call-flow/call-flow.schema.ts';
import { OPTION_KEYS, READY_ANNOUNCEMENTS } from '#shared/call-flow/call-flow.schema.ts';
import * as limits from '#shared/call-flow/limits.ts';
import type { AudioId, LocalPrompt, Prompt } from '#shared/call-flow/prompt.ts';
import { mostOptions } from '#shared/call-flow/tree.ts';
import { LANGUAGES, type Language, voicesOf } from '#shared/call-flow/voices.ts';
import type { AgentId, E164 } from '#shared/ids.ts';
import type { Luck } from './luck.ts';
import { randomText } from './random-text.ts';

/** What random flows are made of. */
export interface Stock {
  agents: readonly AgentId[];
  sounds: readonly AudioId[];
  numbers: readonly [E164, ...E164[]];
}

const CLOCK_TIMES = ['00:00', '02:30', '09:00', '12:00', '18:30', '23:59', '24:00'] as const;
const ZONES = ['Europe/Madrid', 'America/Mexico_City', 'Pacific/Auckland', 'Asia/Kathmandu', 'UTC'] as const;
const SPECIAL = ['nothing', 'repeat', 'back', 'operator'] as const;

/** Any flow that the contract allows, sensible or not. */
export function randomFlow(luck: Luck, stock: Stock): CallFlow {
  const within = ({ least, most }: { least: number; most: number }) => luck.whole(least, most);
  const languages = languagesOf(luck);
  const sound = (): AudioId | null => (luck.chance(0.5) ? (luck.some(stock.sounds, 1)[0] ?? null) : null);
  const prompt = (language: Language): Prompt => ({
    kind: luck.pick(['text', 'text', 'text', 'file', 'url']),
    text: randomText(luck, limits.LONGEST_PROMPT),
    language,
    voice: luck.shuffled(voicesOf(language))[0] ?? '',
    file: sound(),
    url: luck.chance(0.5) ? 'https://sounds.example/a.mp3' : '',
    urlFile: sound(),
  });
  const local = (): LocalPrompt =>
    Object.fromEntries(
      luck.chance(0.4) ? [] : luck.some([...languages, luck.pick(languages)], 5).map((one) => [one, prompt(one)]),
    );
  const people = (): People => ({
    agentIds: luck.some(stock.agents, luck.chance(0.1) ? stock.agents.length : 6),
    strategy: luck.pick(['simultaneous', 'sequential']),
    intervalSeconds: within(limits.RING_INTERVAL),
    repeat: luck.chance(0.5),
  });
  const special = () => luck.pick(SPECIAL);
  const action = (level: number): Action | null => {
    if (luck.chance(0.1)) return null;
    return level < limits.MOST_LEVELS && luck.chance(0.35)
      ? { do: 'menu', menu: menu(level + 1) }
      : { do: 'people', people: people() };
  };
  const option = (key: Option['key'], level: number): Option => ({
    key,
    label: Object.fromEntries(luck.some(languages, 5).map((one) => [one, randomText(luck, limits.LONGEST_LABEL)])),
    action: action(level),
  });
  const menu = (level: number): Menu => ({
    prompt: local(),
    options: luck.some(OPTION_KEYS, mostOptions(level)).map((key) => option(key, level)),
    keys: { '0': special(), '*': special(), '#': special() },
    keySeconds: within(limits.KEY_SECONDS),
    readings: within(limits.MENU_READINGS),
    wrongKey: local(),
    giveUp: luck.pick(['hang-up', 'operator', 'voicemail']),
  });
  const key = () => (luck.chance(0.5) ? luck.pick(OPTION_KEYS) : null);
  return {
    languages,
    timeZone: luck.pick(ZONES),
    welcome: local(),
    answer: luck.pick(['menu', 'menu', 'people']),
    menu: menu(1),
    people: people(),
    operator: luck.chance(0.5) ? people() : null,
    busy: local(),
    unavailable: local(),
    nobodyAnswered: local(),
    queue: {
      on: luck.chance(0.5),
      callers: within(limits.QUEUE_CALLERS),
      minutes: within(limits.QUEUE_MINUTES),
      music: { kind: luck.pick(['default', 'file', 'url']), file: sound(), url: '', urlFile: sound() },
      announcement: luck.pick([...READY_ANNOUNCEMENTS, 'custom']),
      custom: local(),
      announceSeconds: within(limits.ANNOUNCE_SECONDS),
      tellPosition: luck.chance(0.5),
      tellWait: luck.chance(0.5),
      voicemailKey: key(),
      callBackKey: key(),
    },
    voicemail: { on: luck.chance(0.5), greeting: local(), longestSeconds: within(limits.VOICEMAIL_SECONDS) },
    hours: { ...hoursOf(luck, stock), closed: local() },
    record: luck.chance(0.5),
    ownerFirst: { on: luck.chance(0.5), seconds: within(limits.OWNER_SECONDS) },
    withheld: luck.pick(['take', 'take', 'refuse']),
  };
}

/** One or more, each once. */
function languagesOf(luck: Luck): [Language, ...Language[]] {
  const [first = 'en-GB', ...others] = luck.shuffled(LANGUAGES);
  return [first, ...others.slice(0, luck.chance(0.6) ? 0 : luck.whole(1, limits.MOST_LANGUAGES - 1))];
}

const hoursOf = (luck: Luck, { numbers }: Stock): Omit<Hours, 'closed'> => ({
  on: luck.chance(0.15),
  week: Array.from({ length: luck.whole(0, limits.MOST_OPENINGS) }, () => ({
    day: luck.whole(1, 7),
    from: luck.pick(CLOCK_TIMES),
    until: luck.pick(CLOCK_TIMES),
  })),
  holidays: luck.chance(0.2) ? [{ date: '2026-11-23', name: randomText(luck, 80) }] : [],
  after: luck.pick(['hang-up', 'voicemail', 'forward']),
  forwardTo: luck.chance(0.7) ? luck.pick(numbers) : null,
});
