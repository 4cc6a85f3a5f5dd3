import type { CheckCode } from '#extension/locales/en/diagnosis.ts';
import type { SoftphoneSnapshot } from '#extension/wire/snapshots.ts';
import type { DiagnosisFinding } from '#shared/api/team-api.ts';
import type { ProblemCode } from '#shared/problem.ts';

/** One thing that was looked at: by the server, or here. */
export interface Check {
  readonly code: CheckCode;
  readonly result: DiagnosisFinding['result'];
  readonly values: Readonly<Record<string, string | number>>;
}

/** Whether this browser can carry voices at all; null: not known yet. */
export type CanCarryVoices = boolean | null;

const SERVER_TROUBLES: readonly ProblemCode[] = ['server-away', 'not-a-sidetone-server', 'not-set-up', 'update-server'];

/** How the server was met when it was asked just now; `unknown`: it was not asked, or had another trouble. */
export type ServerMet = 'reached' | 'away' | 'unknown';

/** What only this browser knows. */
export function localChecks(phone: SoftphoneSnapshot, voices: CanCarryVoices, server: ServerMet): readonly Check[] {
  const { line, microphone } = phone;
  const noServer = line.state === 'problem' && SERVER_TROUBLES.includes(line.problem.code);
  return [
    check('server', server === 'reached' ? 'ok' : server === 'away' || noServer ? 'bad' : 'unknown'),
    check('microphone', microphone === 'granted' ? 'ok' : microphone === 'unknown' ? 'unknown' : 'bad', {
      why: microphone,
    }),
    check('webrtc', voices === null ? 'unknown' : voices ? 'ok' : 'bad'),
    check(
      'softphone',
      line.state === 'ready' || (line.state === 'problem' && !line.blocks)
        ? 'ok'
        : line.state === 'connecting'
          ? 'warning'
          : 'bad',
      line.state === 'connecting' ? { why: 'connecting' } : {},
    ),
  ];
}

/** What an older server doesn't tell, but the softphone knows. */
export function knownHere({ outgoingNumbers, presence }: SoftphoneSnapshot): readonly Check[] {
  const [number] = outgoingNumbers;
  return [
    number === undefined
      ? check('outgoing-number', 'bad', { why: 'none' })
      : check('outgoing-number', 'ok', { number }),
    check('presence', presence === 'online' ? 'ok' : presence === 'away' ? 'warning' : 'bad', { presence }),
  ];
}

const GRAVITY: Readonly<Record<Check['result'], number>> = { bad: 0, warning: 1, unknown: 2, ok: 3 };

/** All of it, what needs somebody first. Of a check that both sides made, the graver result counts: either may stop a call. */
export function merged(...lists: readonly (readonly Check[])[]): readonly Check[] {
  const byCode = new Map<CheckCode, Check>();
  for (const one of lists.flat()) {
    const known = byCode.get(one.code);
    if (known === undefined || known.result === 'unknown' || (isGraver(one, known) && one.result !== 'unknown')) {
      byCode.set(one.code, one);
    }
  }
  return [...byCode.values()].sort((a, b) => GRAVITY[a.result] - GRAVITY[b.result]);
}

const isGraver = (a: Check, b: Check): boolean => GRAVITY[a.result] < GRAVITY[b.result];

export const asChecks = (findings: readonly DiagnosisFinding[]): readonly Check[] =>
  findings.map(({ code, result, values = {} }) => ({ code, result, values }));

const check = (code: CheckCode, result: Check['result'], values: Check['values'] = {}): Check => ({
  code,
  result,
  values,
});
