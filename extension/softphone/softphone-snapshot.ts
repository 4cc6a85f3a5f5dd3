import type { CallView, Line, Microphone, SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import type { Agent } from '#shared/api/line-api.ts';
import { missedCount } from '#shared/call/missed-calls.ts';
import { isOnCall } from './call-state.ts';
import type { ServerLink } from './server-link.ts';

export interface SnapshotFacts {
  line: Line;
  /** null: signed out. */
  link: Pick<ServerLink, 'me' | 'recentCalls' | 'wrapUpsAt'> | null;
  /** Whose session it is, as long as the server has not said. */
  agent: Agent | null;
  call: CallView | null;
  second: CallView | null;
  microphone: Microphone;
  wrappingUp: boolean;
  now: Date;
}

/** Everything that the softphone knows, as it is published. */
export function softphoneSnapshot({ link, agent, call, now, ...facts }: SnapshotFacts): SoftphoneSnapshot {
  const me = link?.me ?? null;
  const recentCalls = [...(link?.recentCalls ?? [])];
  return {
    ...facts,
    // What she notes is shown to her whether the server is there or not.
    agent: me?.agent ?? agent,
    team: me?.team ?? null,
    presence: me?.presence ?? 'offline',
    awayReason: me?.awayReason ?? null,
    awayUntil: me?.awayUntil ?? null,
    busy: isOnCall(call) && call?.state !== 'ringing',
    ...{ call, recentCalls, missedCount: missedCount(recentCalls, now) },
    outgoingNumbers: me?.outgoingNumbers ?? [],
    country: me?.country ?? '',
    crmOrigin: me?.crmOrigin ?? null,
    contractMinor: me?.contractMinor ?? null,
    wrapUp: me?.wrapUp ?? null,
    wrapUpsAt: link?.wrapUpsAt ?? null,
  };
}
