import { announcementText, declineText, UNNAMED } from '#shared/call-flow/announcement.ts';
import { type Caller, voiceOf } from './prompts.ts';
import type { Group, Part, Step, Turn } from './turn.ts';

/** Seconds that a caller has, once she has heard how, to decline the recording. */
const DECLINE_SECONDS = 3;

/** Whether whoever answers her is recorded, and she has to be told. */
export const isRecorded = ({ facts, flow }: Caller): boolean => flow.record && facts.announcement !== null;

/** That she is recorded, from beginning to end. */
export const toldRecorded = (caller: Caller): Part[] => [
  spoken(caller, announcementText(caller.facts.announcement ?? UNNAMED, caller.language)),
];

/** Before her first ring or her wait: told, and asked where she may decline. */
export function announced(
  caller: Caller,
  turn: Turn,
  step: Extract<Step, { do: 'ring' | 'queue' }>,
  group: Group,
): Turn {
  const parts = [...step.parts, ...toldRecorded(caller)];
  const decline = declineText(caller.facts.announcement ?? UNNAMED, caller.language);
  if (decline === null) return { ...turn, step: { ...step, parts } };
  return {
    position: { language: caller.language, at: { place: 'announcement', group } },
    step: { do: 'ask', parts: [...parts, spoken(caller, decline)], seconds: DECLINE_SECONDS },
  };
}

const spoken = ({ flow, language }: Caller, say: string): Part => ({ say, language, voice: voiceOf(flow, language) });
