import type { Ask } from '#shared/call/control.ts';
import type { AgentId } from '#shared/ids.ts';
import type { Luck } from '#test/fuzz/luck.ts';
import type { PhoneBehaviour } from '#test/twilio/media/phone.ts';

/** One thing that people do, or that happens to them, in a call. */
export type Step =
  /** Whoever has the call asks this of it. */
  | { do: 'ask'; ask: Ask }
  /** How the colleague's phone, or the one outside, behaves from now on. */
  | { do: 'colleague' | 'outside'; phone: PhoneBehaviour }
  | { do: 'wait'; ms: number }
  /** Whoever has the call hangs up, and has said so before. */
  | { do: 'agent-ends' }
  | { do: 'customer-ends' }
  /** The computer of whoever has the call dies: her leg and her socket at once. */
  | { do: 'browser-dies' }
  /** Her socket is lost for so long; her leg lives. */
  | { do: 'socket-lost'; ms: number }
  /** An administrator, who takes no calls, listens in, or does no longer. */
  | { do: 'supervise'; how: 'listen' | 'whisper' | 'barge' | 'stop' };

export const FLOW_NAMES = [
  ...['hold', 'hold-often', 'complete', 'cancel', 'swap', 'join', 'consult-unanswered', 'consult-outside'],
  ...['add', 'blind', 'blind-unanswered', 'blind-outside', 'rescue', 'colleague-leaves', 'socket-lost', 'record'],
  ...['supervision'],
] as const;
export type FlowName = (typeof FLOW_NAMES)[number];

const step = (word: 'complete' | 'join' | 'swap' | 'cancel'): Step => ({
  do: 'ask',
  ask: { what: 'transfer-step', step: word },
});
const hold = (on: boolean): Step => ({ do: 'ask', ask: { what: 'hold', on } });
const record = (to: 'on' | 'paused' | 'off'): Step => ({ do: 'ask', ask: { what: 'record', to } });

/** A flow's steps, with pauses as luck has it: often before the last one has come to anything. */
export function flowOf(name: FlowName, luck: Luck, colleague: AgentId, outside: string): Step[] {
  const answers = (): Step => ({
    do: 'colleague',
    phone: { whenRung: 'answers', afterSeconds: luck.whole(0, 3) },
  });
  const refuses = (): Step => ({
    do: 'colleague',
    phone: { whenRung: luck.pick(['declines', 'busy', 'no-answer', 'fails']), afterSeconds: luck.whole(0, 3) },
  });
  const phoneOutside = (): Step => ({
    do: 'outside',
    phone: {
      whenRung: luck.pick(['answers', 'answers', 'busy', 'no-answer', 'fails']),
      afterSeconds: luck.whole(0, 3),
    },
  });
  const to = (how: 'blind' | 'consult' | 'add', whom: 'colleague' | 'outside' = 'colleague'): Step => ({
    do: 'ask',
    ask: {
      what: 'transfer',
      how,
      to: whom === 'colleague' ? { who: 'agent', agentId: colleague } : { who: 'number', number: outside },
    },
  });
  const wait = (): Step => ({ do: 'wait', ms: luck.whole(0, luck.pick([400, 2_000, 8_000])) });
  const long = (): Step => ({ do: 'wait', ms: luck.whole(3_000, 9_000) });
  switch (name) {
    case 'hold':
      return [hold(true), wait(), hold(false)];
    case 'hold-often':
      return [hold(true), long(), hold(false), wait(), hold(true), wait(), hold(false)];
    case 'complete':
      return [answers(), to('consult'), long(), step('complete')];
    case 'cancel':
      return [answers(), to('consult'), wait(), step('cancel')];
    case 'swap':
      return [answers(), to('consult'), long(), step('swap'), wait(), step('swap'), wait(), step('complete')];
    case 'join':
      return [answers(), to('consult'), long(), step('join'), wait(), step(luck.pick(['complete', 'cancel']))];
    case 'consult-unanswered':
      return [refuses(), to('consult'), long()];
    case 'consult-outside':
      return [phoneOutside(), to('consult', 'outside'), long(), step(luck.pick(['complete', 'cancel', 'join']))];
    case 'add':
      return [answers(), to('add'), long(), ...(luck.chance(0.5) ? [step('complete')] : [])];
    case 'blind':
      return [answers(), to('blind'), long()];
    case 'blind-unanswered':
      return [refuses(), to('blind'), long(), long()];
    case 'blind-outside':
      return [phoneOutside(), to('blind', 'outside'), long()];
    case 'rescue':
      return [answers(), ...(luck.chance(0.6) ? [hold(true), wait()] : []), { do: 'browser-dies' }, long()];
    case 'colleague-leaves':
      return [answers(), to('consult'), long(), { do: 'browser-dies' }, wait()];
    case 'socket-lost':
      return [hold(true), wait(), { do: 'socket-lost', ms: luck.whole(500, 20_000) }, hold(false)];
    case 'supervision': {
      const ways = luck.some(['whisper', 'barge', 'listen'] as const, 2);
      return [
        { do: 'supervise', how: 'listen' },
        long(),
        ...ways.flatMap((how): Step[] => [{ do: 'supervise', how }, wait()]),
        ...(luck.chance(0.5) ? [hold(true), wait()] : []),
        ...(luck.chance(0.7) ? [{ do: 'supervise', how: 'stop' } as const, wait()] : []),
      ];
    }
    case 'record':
      return [
        record('on'),
        wait(),
        ...(luck.chance(0.5) ? [hold(true), wait()] : []),
        record('paused'),
        wait(),
        record(luck.pick(['on', 'off'])),
      ];
  }
}
