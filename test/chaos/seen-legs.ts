import { LAURA } from '#test/support/world.ts';
import type { CallReport, LegReport } from '#test/twilio/control/call-report.ts';
import type { LocalTwilio } from '#test/twilio/local-twilio.ts';

/** A leg as Twilio knows it. */
export interface SeenLeg {
  sid: string;
  /** `customer`, an agent's id, or a number outside. */
  who: string;
  answered: boolean;
  over: boolean;
  report: LegReport;
}

/** All legs of the calls from this one on to that one; default: to the last. */
export function legsSince(control: LocalTwilio['control'], since: number, until?: number): SeenLeg[] {
  const under = (one: LegReport): LegReport[] => [one, ...control.call(one.sid).legs.flatMap(under)];
  return control
    .calls()
    .slice(since, until)
    .flatMap((call: CallReport) => under(call))
    .map((report) => ({
      sid: report.sid,
      who: whoIs(report),
      answered: report.answeredAt !== null,
      over: report.endedAt !== null,
      report,
    }));
}

function whoIs({ direction, from, to }: LegReport): string {
  const other = direction === 'inbound' ? from : to;
  if (other === LAURA) return 'customer';
  return /^client:([^?]+)/.exec(other)?.[1] ?? other;
}
