import { part } from './places.ts';
import type { Rule } from './rule.ts';

/** A fault: the key can't do both. */
export const sameQueueKey: Rule = ({ queue }) =>
  queue.on && queue.voicemailKey !== null && queue.voicemailKey === queue.callBackKey
    ? [{ ...part('queue'), level: 'fault', values: { key: queue.voicemailKey } }]
    : [];

/** A warning: the default music is played instead. */
export const musicMissing: Rule = ({ queue }, { soundNames }) => {
  const { kind, file, urlFile } = queue.music;
  if (!queue.on || kind === 'default') return [];
  const chosen = kind === 'file' ? file : urlFile;
  return chosen !== null && soundNames.has(chosen) ? [] : [{ ...part('queue'), level: 'warning' }];
};
