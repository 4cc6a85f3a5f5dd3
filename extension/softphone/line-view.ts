import type { Line, Microphone } from '#extension/wire/snapshots.ts';
import type { Me } from '#shared/api/line-api.ts';
import { ownProblem, type Problem } from '#shared/problem.ts';
import type { LineState } from './line-keeper.ts';
import { microphoneProblem } from './microphone.ts';
import type { SoundDevice } from './missing-sound.ts';

export interface LineFacts {
  signedIn: boolean;
  /** Why the last session ended, if it did. */
  sessionProblem: Problem | null;
  /** Why the server can't be reached or does not want us; null while it is reached, or asked for the first time. */
  serverProblem: Problem | null;
  me: Me | null;
  microphone: Microphone;
  line: LineState;
  /** A device that she chose and that is not plugged in. */
  missing: SoundDevice | null;
  /** ISO 8601: when connecting began. */
  since: string;
}

/** Whether calls can come and go, and if not the one reason that has to be mended first. */
export function lineView(facts: LineFacts): Line {
  const { signedIn, sessionProblem, serverProblem, me, line, since } = facts;
  if (!signedIn) return { state: 'signed-out', problem: sessionProblem };
  if (serverProblem) return { state: 'problem', problem: serverProblem, blocks: true };
  if (!me) return { state: 'connecting', since };
  const blocking = (!me.twilioConnected && notConnected()) || microphoneProblem(facts.microphone);
  if (blocking) return { state: 'problem', problem: blocking, blocks: true };
  if (line.state === 'failed') return { state: 'problem', problem: line.problem, blocks: true };
  if (line.state !== 'open') return { state: 'connecting', since };
  if (me.outgoingNumbers.length === 0) return { state: 'problem', problem: noOutgoingNumber(), blocks: false };
  if (facts.missing) return { state: 'problem', problem: soundDeviceGone(facts.missing), blocks: false };
  return { state: 'ready' };
}

const notConnected = (): Problem => ownProblem('twilio-not-connected');

const soundDeviceGone = (device: string): Problem => ownProblem('sound-device-gone', { params: { device } });

const noOutgoingNumber = (): Problem => ownProblem('no-outgoing-number');
