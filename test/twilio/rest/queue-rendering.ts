import type { Account } from '#test/twilio/account/account.ts';
import type { CallQueue } from '#test/twilio/switch/call-queue.ts';
import type { QueueMember } from '#test/twilio/switch/queue-member.ts';
import { pathOf, rfc2822 } from './rendering.ts';

export function showQueue(queue: CallQueue, account: Account) {
  return {
    sid: queue.sid,
    account_sid: account.accountSid,
    friendly_name: queue.friendlyName,
    max_size: queue.maxSize,
    current_size: queue.members.length,
    average_wait_time: queue.averageWaitSeconds,
    date_created: rfc2822(queue.createdAt),
    date_updated: rfc2822(queue.updatedAt),
    uri: pathOf(account, 'Queues', queue.sid),
  };
}

export function showMember(member: QueueMember, account: Account) {
  const { queue, call } = member;
  return {
    call_sid: call.sid,
    queue_sid: queue.sid,
    position: queue.positionOf(member),
    wait_time: member.waitedSeconds,
    date_enqueued: rfc2822(member.enqueuedAt),
    uri: pathOf(account, 'Queues', queue.sid, 'Members', call.sid),
  };
}
