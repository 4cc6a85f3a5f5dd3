import type { Ask, AskWord, KeptAsk } from '#shared/call/control.ts';

/** An ask in one word. */
export function wordOf(ask: Ask | KeptAsk): AskWord {
  switch (ask.what) {
    case 'hold':
      return ask.on ? 'hold' : 'resume';
    case 'record':
      return ask.to === 'on' ? 'record' : ask.to === 'paused' ? 'pause-recording' : 'stop-recording';
    case 'transfer':
      return ask.how;
    case 'transfer-step':
      return ask.step;
    case 'supervise':
      return ask.how;
    case 'to-queue':
      return 'to-queue';
  }
}
