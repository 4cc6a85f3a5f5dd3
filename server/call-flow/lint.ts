import type { Finding } from '#shared/api/call-flow-api.ts';
import { FINDING_CODES } from '#shared/api/call-flow-api.ts';
import type { CallFlow } from '#shared/call-flow/call-flow.schema.ts';
import { forwardNotAllowed, forwardNumberMissing, neverOpen, openingBackwards } from './lint/hours.rules.ts';
import {
  labelMissing,
  leadsNowhere,
  noOperator,
  noVoicemail,
  sameKey,
  tooManyLevels,
  tooManyOptions,
} from './lint/menu.rules.ts';
import { nobodyInGroup, nobodyOnline, personNotActive, rungInChunks } from './lint/people.rules.ts';
import { audioForMenu, audioOutdated, audioUnreachable, languageMissing, messageMissing } from './lint/prompt.rules.ts';
import { musicMissing, sameQueueKey } from './lint/queue.rules.ts';
import type { LintWorld, Rule } from './lint/rule.ts';
import { twimlTooLarge } from './lint/size.rules.ts';

const RULES: Readonly<Record<Finding['code'], Rule>> = {
  'leads-nowhere': leadsNowhere,
  'nobody-in-group': nobodyInGroup,
  'nobody-online': nobodyOnline,
  'rung-in-chunks': rungInChunks,
  'message-missing': messageMissing,
  'audio-unreachable': audioUnreachable,
  'audio-outdated': audioOutdated,
  'audio-for-menu': audioForMenu,
  'person-not-active': personNotActive,
  'same-key': sameKey,
  'too-many-options': tooManyOptions,
  'too-many-levels': tooManyLevels,
  'twiml-too-large': twimlTooLarge,
  'label-missing': labelMissing,
  'never-open': neverOpen,
  'opening-backwards': openingBackwards,
  'forward-number-missing': forwardNumberMissing,
  'forward-not-allowed': forwardNotAllowed,
  'no-operator': noOperator,
  'no-voicemail': noVoicemail,
  'language-missing': languageMissing,
  'same-queue-key': sameQueueKey,
  'music-missing': musicMissing,
};
const LEVELS = ['fault', 'warning', 'note'] as const;

/**
 * What is wrong with a flow, worst first. A fault is what no caller could be served by, or a contradiction; whatever a caller is
 * helped through with other words is a warning. `passed`: rules that found nothing.
 */
export function lintFlow(flow: CallFlow, world: LintWorld): { findings: Finding[]; passed: number } {
  const found = FINDING_CODES.map((code) => RULES[code](flow, world).map((finding) => ({ ...finding, code })));
  return {
    findings: LEVELS.flatMap((level) => found.flat().filter((finding) => finding.level === level)),
    passed: found.filter((findings) => findings.length === 0).length,
  };
}
