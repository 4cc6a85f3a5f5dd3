import { useState } from 'preact/hooks';
import type { CallKey } from '#extension/views/call/call-keys.ts';
import type { Digit } from '#extension/views/call/keypad.tsx';
import { recordOf } from '#extension/views/call/party.ts';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { CallView } from '#extension/wire/snapshots.ts';

/** How long a key pressed on the keyboard looks pressed on the screen. */
const KEY_DOWN_MS = 160;

/** What can be done during a running call, for the popup and the in-page card alike. */
export function useLiveCall(call: Extract<CallView, { state: 'live' }>) {
  const { wire, clock } = useView();
  const [keypad, showKeypad] = useState(false);
  const [down, setDown] = useState<Digit | null>(null);
  const mute = useTask(() => wire.ask('call.mute', { muted: !call.muted }));
  const hangUp = useTask(() => wire.ask('call.end', {}));
  const [tonesFailed, setTonesFailed] = useState<Awaited<ReturnType<typeof wire.ask<'call.sendDigits'>>> | null>(null);
  const record = recordOf(call);

  // Not a task: digits follow each other faster than their answers come.
  const sendDigit = (digit: Digit) => {
    void wire.ask('call.sendDigits', { digits: digit }).then((answer) => setTonesFailed(answer.ok ? null : answer));
  };
  const openRecord = () => record !== null && void wire.ask('open', { what: 'record', url: record.url });
  const press = (key: CallKey) => {
    switch (key.do) {
      case 'mute':
        return void mute.run();
      case 'keypad':
        return showKeypad(!keypad);
      case 'record':
        return openRecord();
      case 'close':
        return showKeypad(false);
      case 'digit':
        showKeypad(true);
        setDown(key.digit);
        clock.after(KEY_DOWN_MS, () => setDown(null));
        return sendDigit(key.digit);
      case 'note':
      case 'answer':
        return;
    }
  };
  const tones = tonesFailed !== null && !tonesFailed.ok ? tonesFailed.problem : null;
  return {
    keypad,
    showKeypad,
    down,
    mute,
    hangUp,
    record,
    sendDigit,
    openRecord,
    press,
    problem: hangUp.problem ?? mute.problem ?? tones,
  };
}
