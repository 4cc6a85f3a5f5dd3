import { isDeepStrictEqual } from 'node:util';
import type { CallFlow, Menu } from '#shared/call-flow/call-flow.schema.ts';
import type { AudioId, LocalPrompt } from '#shared/call-flow/prompt.ts';
import { agentsOf, optionsOf } from '#shared/call-flow/tree.ts';
import type { AgentId } from '#shared/ids.ts';

/** Everybody whom a flow names, in whichever answer: also those of the one that is not chosen. */
export const everybodyIn = (flow: CallFlow): AgentId[] => [
  ...new Set([...agentsOf({ ...flow, answer: 'menu' }), ...agentsOf({ ...flow, answer: 'people' })]),
];

/** Every sound file that a flow names, also under a kind that is not chosen: switching back must find it. */
export function audioIn(flow: CallFlow): AudioId[] {
  const named = [...promptsIn(flow)].flatMap((local) =>
    Object.values(local).flatMap((prompt) => (prompt ? [prompt.file, prompt.urlFile] : [])),
  );
  const { file, urlFile } = flow.queue.music;
  return [...new Set([...named, file, urlFile].filter((id) => id !== null))];
}

/** Every address whose sound callers are to hear, with its copy where there is one; only where an address is what is chosen. */
export function addressesIn(flow: CallFlow): { url: string; copy: AudioId | null }[] {
  const { music } = flow.queue;
  const chosen = [...promptsIn(flow)].flatMap((local) => Object.values(local)).flatMap((prompt) => prompt ?? []);
  return [...chosen, ...(flow.queue.on ? [music] : [])]
    .filter(({ kind, url }) => kind === 'url' && url.trim() !== '')
    .map(({ url, urlFile }) => ({ url, copy: urlFile }));
}

/** The editor's parts in which two versions differ, whatever the order of their fields: the database keeps none. */
export const changedParts = (before: CallFlow, after: CallFlow): string[] =>
  Object.entries(after).flatMap(([part, now]) =>
    isDeepStrictEqual(now, Object.entries(before).find(([name]) => name === part)?.[1]) ? [] : [part],
  );

/** Everything that callers can hear, whatever is chosen now. */
export function* promptsIn(flow: CallFlow): Generator<LocalPrompt> {
  yield* [flow.welcome, flow.busy, flow.unavailable, flow.nobodyAnswered];
  yield* [flow.queue.custom, flow.voicemail.greeting, flow.hours.closed];
  for (const menu of menusIn(flow.menu)) yield* [menu.prompt, menu.wrongKey];
}

function* menusIn(first: Menu): Generator<Menu> {
  yield first;
  for (const { option } of optionsOf(first)) if (option.action?.do === 'menu') yield option.action.menu;
}
