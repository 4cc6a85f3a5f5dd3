import type { ErrorCode } from '#test/twilio/account/error-catalogue.ts';
import type { Method } from '#test/twilio/account/resources.ts';
import type { QueueMember } from '#test/twilio/switch/queue-member.ts';
import { LONGEST_QUEUE_NAME } from '#test/twilio/switch/queues.ts';
import { httpMethod, readAttributes, text } from './attributes.ts';
import { type Element, textOf } from './document.ts';
import { Fault } from './fault.ts';
import { askForNobody } from './gone-action.ts';
import { type Instruction, next, type Outcome, type Verb, type VerbContext } from './verb.ts';
import { type QueueResult, type WaitUrl, waitInQueue } from './wait-in-queue.ts';

// A bad method is an error here, which ends the Enqueue: unlike other verbs' there is no default for it.
const ATTRIBUTES = {
  done: { action: text(), method: text('POST'), waitUrl: text(), waitUrlMethod: text('POST') },
  ignored: ['workflowSid'],
};

/** `<Enqueue>` (docs/voice/twiml/enqueue): waits in a queue, made on demand, until a Dial, REST or `<Leave>` takes the call out. */
export const enqueueVerb: Verb = {
  name: 'Enqueue',
  answers: true,
  async run(element, context) {
    const { call, services, signal, warn } = context;
    const read = readAttributes(element, ATTRIBUTES, warn);
    const action = urlOf(read.action, context);
    if (action === undefined) {
      warn('14203', read.action);
      return next;
    }
    const method = httpMethod().read(read.method) ?? 'POST';
    const after = (result: QueueResult, member: QueueMember | null): Outcome => {
      const instruction = action === null ? null : actionOf(action, method, result, member);
      if (!signal.aborted) return instruction ? { kind: 'document', instruction } : next;
      askForNobody(context, instruction);
      throw signal.reason;
    };

    const plan = planOf(element, read, context);
    if ('error' in plan) {
      warn(plan.error, plan.detail);
      return after('error', null);
    }
    const queue = services.queues.named(plan.name) ?? services.queues.create(plan.name);
    const member = queue.enter(call);
    if (!member) {
      warn('14207', `${plan.name} has ${queue.maxSize}`);
      return after('queue-full', null);
    }
    call.note({ what: 'queued', queue: plan.name });
    const result = await waitInQueue(member, plan.waitUrl, context);
    call.note({ what: 'dequeued', queue: plan.name, result });
    return after(result, member);
  },
};

type Plan = { name: string; waitUrl: WaitUrl } | { error: ErrorCode; detail: string };

function planOf(
  element: Element,
  read: Record<'method' | 'waitUrl' | 'waitUrlMethod', string>,
  context: VerbContext,
): Plan {
  const name = textOf(element);
  const waitMethod = httpMethod().read(read.waitUrlMethod);
  if (!httpMethod().read(read.method)) return { error: '14201', detail: read.method };
  if (!waitMethod) return { error: '14206', detail: read.waitUrlMethod };
  if (name === '') return { error: '14204', detail: 'a queue without a name' };
  if (name.length > LONGEST_QUEUE_NAME) return { error: '14205', detail: `${name.length} characters` };
  if (element.attributes.waitUrl === undefined) return { name, waitUrl: 'music' };
  if (read.waitUrl === '') return { name, waitUrl: 'silence' };
  const url = urlOf(read.waitUrl, context);
  if (!url) return { error: '14202', detail: read.waitUrl };
  return { name, waitUrl: { url, method: waitMethod } };
}

/** Null: none is given; undefined: what is given is no URL. */
function urlOf(text: string, { resolve }: VerbContext): string | null | undefined {
  try {
    return text === '' ? null : resolve(text);
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

function actionOf(url: string, method: Method, result: QueueResult, member: QueueMember | null): Instruction {
  const stay = member && { QueueSid: member.queue.sid, QueueTime: String(member.waitedSeconds) };
  return { from: 'url', kind: 'action', url, method, parameters: { QueueResult: result, ...stay } };
}
