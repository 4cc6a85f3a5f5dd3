import type { CallFlow, Menu, Option, People, Queue } from '#shared/call-flow/call-flow.schema.ts';
import { LONGEST_LABEL, LONGEST_PROMPT, LONGEST_URL } from '#shared/call-flow/limits.ts';
import type { LocalPrompt, Prompt } from '#shared/call-flow/prompt.ts';
import { cleanText } from '#shared/clean-text.ts';

/**
 * A flow as it is kept: its texts without what can't be spoken or shown, nobody twice in a group, and nothing left of what is not there (an
 * undefined language).
 */
export function cleanFlow(flow: CallFlow): CallFlow {
  return {
    ...flow,
    languages: [...new Set(flow.languages)],
    welcome: cleanPrompts(flow.welcome),
    menu: cleanMenu(flow.menu),
    people: cleanPeople(flow.people),
    operator: flow.operator && cleanPeople(flow.operator),
    busy: cleanPrompts(flow.busy),
    unavailable: cleanPrompts(flow.unavailable),
    nobodyAnswered: cleanPrompts(flow.nobodyAnswered),
    queue: cleanQueue(flow.queue),
    voicemail: { ...flow.voicemail, greeting: cleanPrompts(flow.voicemail.greeting) },
    hours: {
      ...flow.hours,
      holidays: flow.hours.holidays.map((holiday) => ({ ...holiday, name: cleanText(holiday.name, 80) })),
      closed: cleanPrompts(flow.hours.closed),
    },
  };
}

const cleanPeople = (people: People): People => ({ ...people, agentIds: [...new Set(people.agentIds)] });

const cleanMenu = (menu: Menu): Menu => ({
  ...menu,
  prompt: cleanPrompts(menu.prompt),
  options: menu.options.map(cleanOption),
  wrongKey: cleanPrompts(menu.wrongKey),
});

const cleanOption = (option: Option): Option => ({
  key: option.key,
  label: present(option.label, (label) => cleanText(label, LONGEST_LABEL)),
  action: option.action && cleanAction(option.action),
});

const cleanAction = (action: NonNullable<Option['action']>): NonNullable<Option['action']> =>
  action.do === 'menu'
    ? { do: 'menu', menu: cleanMenu(action.menu) }
    : { do: 'people', people: cleanPeople(action.people) };

const cleanQueue = (queue: Queue): Queue => ({
  ...queue,
  music: { ...queue.music, url: cleanText(queue.music.url, LONGEST_URL) },
  custom: cleanPrompts(queue.custom),
});

const cleanPrompts = (prompts: LocalPrompt): LocalPrompt => present(prompts, cleanPrompt);

const cleanPrompt = (prompt: Prompt): Prompt => ({
  ...prompt,
  text: cleanText(prompt.text, LONGEST_PROMPT),
  url: cleanText(prompt.url, LONGEST_URL),
});

/** The same record with each value changed, and without those that are undefined. */
function present<Key extends string, Value>(
  all: Partial<Record<Key, Value>>,
  change: (value: Value) => Value,
): Partial<Record<Key, Value>> {
  const kept: Partial<Record<Key, Value>> = {};
  for (const key in all) {
    const value = all[key];
    if (value !== undefined) kept[key] = change(value);
  }
  return kept;
}
