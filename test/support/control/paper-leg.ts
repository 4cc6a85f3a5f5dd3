import type { Asking } from '#server/call-control/control.ts';
import type { CallEvent } from '#server/calls/call-event.ts';
import type { AgentId } from '#shared/ids.ts';

/** One phone's connection, as Twilio sees it. */
export interface PaperLeg {
  leg: string;
  agentId: AgentId | null;
  askId?: string;
  led?: number;
  state: 'ringing' | 'talking' | 'over';
  /** What it does: hears the other leg of its Dial, is dialled from another leg, is in the room, or waits for an answer of ours. */
  in: { what: 'dial'; child: string } | { what: 'child'; of: string } | { what: 'room' } | { what: 'nothing' };
  step: number;
  label: string;
  held: boolean;
  muted: boolean;
  endsRoom: boolean;
}

export interface PaperReports {
  /** A webhook: may be lost, doubled, or late. */
  tell(event: CallEvent): void;
  /** A document is asked for: always answered. */
  ask(asking: Omit<Asking, 'now' | 'agentLost' | 'mobiles'>): void;
}

export type Reply = { result: 'done' | 'gone' | 'refused'; sid: string | null };
export const DONE: Reply = { result: 'done', sid: null };
export const GONE: Reply = { result: 'gone', sid: null };

/** A leg as it is unless more is said of it: somebody who talks, and whose leaving ends a room. */
export const paperLeg = (leg: Partial<PaperLeg> & Pick<PaperLeg, 'leg' | 'agentId'>): PaperLeg => ({
  state: 'talking',
  in: { what: 'nothing' },
  step: 0,
  label: leg.leg,
  held: false,
  muted: false,
  endsRoom: true,
  ...leg,
});
