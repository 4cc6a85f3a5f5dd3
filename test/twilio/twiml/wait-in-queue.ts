import type { Method } from '#test/twilio/account/resources.ts';
import type { QueueMember } from '#test/twilio/switch/queue-member.ts';
import { Fault } from './fault.ts';
import type { Instruction, VerbContext } from './verb.ts';

export type QueueResult =
  | 'bridged'
  | 'bridging-in-process'
  | 'error'
  | 'hangup'
  | 'leave'
  | 'redirected'
  | 'redirected-from-bridged'
  | 'queue-full';

/** What the caller hears: Twilio's own music, nothing, or what her server says. */
export type WaitUrl = 'music' | 'silence' | { url: string; method: Method };

const WAIT_VERBS = ['Play', 'Say', 'Pause', 'Hangup', 'Redirect', 'Leave', 'Gather'];
const WHISPER_VERBS = ['Play', 'Say', 'Pause', 'Redirect'];
/** A document without a verb is over at once: Twilio's own pace of asking again is not documented. */
const PACE_MS = 1000;

/** The music stops: the caller is asked in. */
class AskedIn extends Error {}

/** The whole stay of a caller in a queue; resolves with how it ended, never rejects for what her server or she does. */
export async function waitInQueue(member: QueueMember, waitUrl: WaitUrl, context: VerbContext): Promise<QueueResult> {
  const { signal } = context;
  const music = new AbortController();
  try {
    const isWanted = member.queue.positionOf(member) === 0;
    const listening = isWanted ? [] : [listen(member, waitUrl, context, AbortSignal.any([signal, music.signal]))];
    const first = await Promise.race([...listening, member.dequeued, aborted(signal)]);
    if (first === 'leave') return 'leave';
    music.abort(new AskedIn());
    if (first.whisper) await whisper(first.whisper, context);
    const isThere = member.accept();
    await Promise.race([member.released, aborted(signal)]);
    return isThere ? 'bridged' : 'bridging-in-process';
  } catch (error) {
    if (signal.aborted) return resultOfAbort(member, context);
    const fault = error instanceof Fault ? error : new Fault('internal', String(error));
    context.warn(fault.code, fault.message);
    return 'error';
  } finally {
    music.abort(new AskedIn());
    member.leave();
  }
}

function resultOfAbort(member: QueueMember, { call }: VerbContext): QueueResult {
  if (call.isLive) return member.isBridged ? 'redirected-from-bridged' : 'redirected';
  return member.isBridged ? 'bridged' : 'hangup';
}

/** What the caller hears until she is asked in: the waitUrl again and again. Resolves when a document lets her leave. */
async function listen(
  member: QueueMember,
  waitUrl: WaitUrl,
  context: VerbContext,
  signal: AbortSignal,
): Promise<'leave'> {
  const { call, services } = context;
  if (waitUrl === 'silence') return aborted(signal);
  if (waitUrl === 'music') {
    call.hear(services.sound.holdMusic());
    signal.addEventListener('abort', () => call.hear(null), { once: true });
    return aborted(signal);
  }
  const runner = context.aside({ signal, inQueue: true, refusal: onlyAllows(WAIT_VERBS, 'a waitUrl') });
  for (;;) {
    const { url, method } = waitUrl;
    let instruction: Instruction = { from: 'url', kind: 'wait', url, method, parameters: parametersOf(member) };
    let end = await runner.run(instruction);
    while (end.kind === 'document') {
      instruction = end.instruction;
      end = await runner.run(instruction);
    }
    if (end.kind === 'leave') return 'leave';
    if (end.kind === 'hang-up') call.finish('completed');
    if (end.kind === 'at-end' && end.verbs === 0) await services.clock.sleep(PACE_MS, signal);
    if (signal.aborted) throw signal.reason;
  }
}

async function whisper(first: Instruction, context: VerbContext): Promise<void> {
  const refusal = onlyAllows(WHISPER_VERBS, 'the url of a <Queue>');
  const runner = context.aside({ signal: context.signal, refusal });
  let end = await runner.run(first);
  while (end.kind === 'document') end = await runner.run(end.instruction);
}

const onlyAllows = (verbs: readonly string[], where: string) => (verb: string) =>
  verbs.includes(verb) ? null : new Fault('12200', `<${verb}> is not allowed in ${where}`);

/** docs/voice/twiml/enqueue, waitUrl request parameters. */
function parametersOf(member: QueueMember): Record<string, string> {
  const { queue } = member;
  return {
    QueuePosition: String(queue.positionOf(member)),
    QueueSid: queue.sid,
    QueueTime: String(member.waitedSeconds),
    AvgQueueTime: String(queue.averageWaitSeconds),
    CurrentQueueSize: String(queue.members.length),
    MaxQueueSize: String(queue.maxSize),
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
