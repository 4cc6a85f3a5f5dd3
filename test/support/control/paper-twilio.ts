import type { NextDocument } from '#server/call-control/control.ts';
import type { ControlCommand } from '#server/call-control/control-event.ts';
import { labelOf } from '#server/call-control/label.ts';
import type { LegStatus } from '#server/call-control/leg-status.ts';
import type { CallEvent } from '#server/calls/call-event.ts';
import type { AgentId } from '#shared/ids.ts';
import { DONE, GONE, type PaperLeg, type PaperReports, paperLeg, type Reply } from './paper-leg.ts';

/** As much of Twilio as a call's control knows of: legs, Dials, one conference at a time, and the documents that legs ask for. */
export class PaperTwilio {
  readonly legs = new Map<string, PaperLeg>();
  readonly reports: PaperReports;
  readonly parent: string;
  room: { sid: string; sequence: number } | null = null;
  #count = 0;

  constructor(reports: PaperReports, parent: string) {
    this.reports = reports;
    this.parent = parent;
  }

  add(leg: Partial<PaperLeg> & Pick<PaperLeg, 'leg' | 'agentId'>): PaperLeg {
    const made = paperLeg(leg);
    this.legs.set(made.leg, made);
    return made;
  }

  /** A command over the REST interface. */
  perform(command: ControlCommand): Reply {
    if (command.do === 'invite') return this.#invite(command);
    if (command.do === 'announce') {
      if (!this.room) return GONE;
      this.#tellRoom('announced', null);
      return DONE;
    }
    if (command.do === 'look') return DONE;
    const leg = this.legs.get(command.leg);
    if (!leg || leg.state === 'over') return GONE;
    switch (command.do) {
      case 'move':
        this.#leave(leg);
        this.#enter(leg, labelOf({ role: command.role, agentId: leg.agentId, askId: null }), command.role !== 'asked');
        return DONE;
      case 'redirect':
        this.#leave(leg);
        leg.step = command.step;
        this.reports.ask({ leg: leg.leg, step: command.step, after: 'redirect', status: null });
        return DONE;
      case 'end':
        this.hangUp(leg.leg);
        return DONE;
      case 'record':
        return { result: 'done', sid: `RE${command.part}` };
      case 'pause-recording':
      case 'stop-recording':
        return DONE;
      default:
        return leg.in.what === 'room' ? this.#change(leg, command) : GONE;
    }
  }

  #change(leg: PaperLeg, command: ControlCommand): Reply {
    switch (command.do) {
      case 'hold':
        leg.held = command.on;
        this.#tellRoom(command.on ? 'hold' : 'unhold', leg);
        return { result: 'done', sid: this.room?.sid ?? null };
      case 'mute':
        leg.muted = command.on;
        this.#tellRoom(command.on ? 'mute' : 'unmute', leg);
        return DONE;
      case 'ends-room':
        leg.endsRoom = command.on;
        return DONE;
      case 'remove':
        this.#leaveRoom(leg);
        this.#askAfter(leg, 'room', null);
        return DONE;
      default:
        return DONE;
    }
  }

  #invite({ agentId, askId, role }: ControlCommand & { do: 'invite' }): Reply {
    const label = labelOf({ role, agentId, askId });
    if ([...this.legs.values()].some((leg) => leg.label === label && leg.state !== 'over')) return DONE;
    const leg = `invited-${++this.#count}`;
    this.add({ leg, agentId, askId, label, state: 'ringing', endsRoom: false, muted: role === 'supervisor' });
    this.#tellLeg(leg, 'ringing');
    return { result: 'done', sid: leg };
  }

  /** What one of ours answered to a leg's question. */
  lead(sid: string, step: number, next: NextDocument | undefined): void {
    const leg = this.legs.get(sid);
    if (!leg || leg.state === 'over') return;
    leg.step = step;
    if (next?.do === 'room') this.#enter(leg, next.label, next.endsRoom);
    else if (next?.do === 'transfer' || next?.do === 'ring-back') this.dial(leg, next.agentId, step);
    else this.hangUp(sid);
  }

  dial(from: PaperLeg, agentId: AgentId | null, led: number): void {
    const child = `dialled-${++this.#count}`;
    this.add({ leg: child, agentId, led, state: 'ringing', in: { what: 'child', of: from.leg } });
    from.in = { what: 'dial', child };
    this.#tellLeg(child, 'ringing');
  }

  answer(sid: string): void {
    const leg = this.legs.get(sid);
    if (leg?.state !== 'ringing') return;
    leg.state = 'talking';
    this.#tellLeg(sid, 'answered');
    if (leg.askId) this.#enter(leg, leg.label, leg.endsRoom);
  }

  /** A phone hangs up, declines, is cancelled, or is ended. */
  hangUp(sid: string, why: LegStatus = 'ended'): void {
    const leg = this.legs.get(sid);
    if (!leg || leg.state === 'over') return;
    const status = leg.state === 'ringing' && why === 'ended' ? 'no-answer' : why;
    leg.state = 'over';
    if (sid === this.parent) this.reports.tell({ kind: 'parent', status });
    else this.#tellLeg(sid, status);
    this.#leave(leg, status);
  }

  /** Who is in the room, or is rung for it. */
  participants() {
    return [...this.legs.values()]
      .filter((leg) => leg.state !== 'over' && (leg.in.what === 'room' || (leg.askId && leg.state === 'ringing')))
      .map(({ held, label, leg, muted, state }) => ({ leg, label, ringing: state === 'ringing', held, muted }));
  }

  #leave(leg: PaperLeg, status: LegStatus = 'ended'): void {
    const was = leg.in;
    leg.in = { what: 'nothing' };
    if (was.what === 'room') {
      leg.in = was;
      this.#leaveRoom(leg);
    }
    if (was.what === 'dial') {
      const child = this.legs.get(was.child);
      if (child) child.in = { what: 'nothing' };
      this.hangUp(was.child, child?.state === 'ringing' ? 'cancelled' : 'ended');
    }
    if (was.what === 'child') {
      const parent = this.legs.get(was.of);
      if (parent?.in.what === 'dial' && parent.in.child === leg.leg) {
        parent.in = { what: 'nothing' };
        this.#askAfter(parent, 'dial', status);
      }
    }
  }

  #enter(leg: PaperLeg, label: string, endsRoom: boolean): void {
    this.room ??= { sid: `CF${++this.#count}`, sequence: 0 };
    Object.assign(leg, { in: { what: 'room' }, label, endsRoom, held: false });
    this.#tellRoom('join', leg);
  }

  #leaveRoom(leg: PaperLeg): void {
    Object.assign(leg, { in: { what: 'nothing' }, held: false });
    this.#tellRoom('leave', leg);
    const left = [...this.legs.values()].filter(({ in: { what } }) => what === 'room');
    if (!leg.endsRoom && left.length > 0) return;
    for (const one of left) {
      Object.assign(one, { in: { what: 'nothing' }, held: false });
      this.#tellRoom('leave', one);
    }
    this.#tellRoom('end', null);
    this.room = null;
    for (const one of left) this.#askAfter(one, 'room', null);
  }

  /** Whoever was rung straight into the room has no document to go on with. */
  #askAfter(leg: PaperLeg, after: 'dial' | 'room', status: LegStatus | null): void {
    if (leg.state === 'over') return;
    if (leg.askId) {
      this.hangUp(leg.leg);
      return;
    }
    leg.step += 1;
    this.reports.ask({ leg: leg.leg, step: leg.step, after, status });
  }

  #tellLeg(leg: string, status: LegStatus): void {
    const { agentId = null, askId, led } = this.legs.get(leg) ?? {};
    const rung = { ...(askId !== undefined && { askId }), ...(led !== undefined && { led }) };
    this.reports.tell({ kind: 'leg', leg, status, agentId, ...rung, seconds: null });
  }

  #tellRoom(what: (CallEvent & { kind: 'room' })['what'], leg: PaperLeg | null): void {
    if (!this.room) return;
    this.reports.tell({
      kind: 'room',
      room: this.room.sid,
      sequence: ++this.room.sequence,
      what,
      leg: leg?.leg ?? null,
      held: leg ? leg.held : null,
      muted: leg ? leg.muted : null,
      coaching: null,
    });
  }
}
