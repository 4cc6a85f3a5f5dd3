import { useEffect, useRef, useState } from 'preact/hooks';
import type { CallKey } from '#extension/views/call/call-keys.ts';
import type { Digit } from '#extension/views/call/keypad.tsx';
import { recordOf } from '#extension/views/call/party.ts';
import type { Way } from '#extension/views/call/person-row.tsx';
import { recordingAsk } from '#extension/views/call/recording-chip.tsx';
import { otherOf, type RunningCall, standingOf } from '#extension/views/call/running.ts';
import { useControl } from '#extension/views/call/use-control.ts';
import { useTask } from '#extension/views/use-task.ts';
import { useView } from '#extension/views/view.ts';
import type { Ask } from '#shared/call/control.ts';
import type { Problem } from '#shared/problem.ts';

/** How long a key pressed on the keyboard looks pressed on the screen. */
const KEY_DOWN_MS = 160;

/** What is open over the controls. */
export type Panel = 'keypad' | 'transfer' | 'add';
type Somebody = Extract<Ask, { what: 'transfer' }>['to'];

/** What can be done during a running call, for the popup and the in-page card alike. */
export function useLiveCall(call: RunningCall) {
  const view = useView();
  const { wire, clock, t } = view;
  const [panel, setPanel] = useState<Panel | null>(null);
  const [down, setDown] = useState<Digit | null>(null);
  const mute = useTask(() => wire.ask('call.mute', { callId: call.id, muted: !call.muted }));
  const hangUp = useTask(() => wire.ask('call.end', { callId: call.id }));
  const control = useControl(call);
  const [tonesFailed, setTonesFailed] = useState<Problem | null>(null);
  const record = recordOf(call);
  const known = call.control;
  const standing = standingOf(call);
  /** Not a colleague's, who asks her about it or is supervised by her. */
  const isHers = standing === 'talking' || standing === 'held';
  /** Hold, transfer, recording: not before the server has spoken of the call. */
  const canControl = known !== null && isHers;

  // Whom she wanted to reach: still to be named when that came to nothing.
  const other = useRef<string | null>(null);
  const passing = known?.transfer ?? null;
  if (passing !== null) other.current = otherOf(passing, t).short;
  // What was chosen is under way, or the call is no longer hers to pass on.
  useEffect(() => {
    if (passing !== null) setPanel(null);
  }, [passing === null]);

  // Not a task: digits follow each other faster than their answers come.
  const sendDigits = (digits: string) => {
    if (digits === '') return;
    void wire
      .ask('call.sendDigits', { callId: call.id, digits })
      .then((answer) => setTonesFailed(answer.ok ? null : answer.problem));
  };
  const openRecord = () => record !== null && void wire.ask('open', { what: 'record', url: record.url });
  // Asked again before it is confirmed, it would be the same ask twice.
  const holding = known?.pending === 'hold' || known?.pending === 'resume';
  const hold = () => canControl && !holding && control.ask({ what: 'hold', on: standing !== 'held' });
  const choose = (how: Way, to: Somebody) => {
    other.current = null;
    control.ask({ what: 'transfer', how, to });
  };
  const show = (one: Panel | null) => {
    control.clear();
    setPanel(one);
  };
  const toggle = (one: Panel) => show(panel === one ? null : one);
  const press = (key: CallKey) => {
    const sends = key.do === 'keypad' || key.do === 'digit' || key.do === 'pause';
    if (sends && standing === 'supervised') return;
    switch (key.do) {
      case 'mute':
        return void mute.run();
      case 'hold':
        return passing === null && hold();
      case 'keypad':
        return toggle('keypad');
      case 'transfer':
      case 'add':
        return canControl && passing === null && toggle(key.do);
      case 'recording':
        return canControl && known !== null && control.ask(recordingAsk(known.recording));
      case 'record':
        return openRecord();
      case 'close':
        return show(null);
      case 'digit':
        show('keypad');
        setDown(key.digit);
        clock.after(KEY_DOWN_MS, () => setDown(null));
        return sendDigits(key.digit);
      case 'pause':
        // Without the keypad there are no digits for it to stand between.
        return panel === 'keypad' && sendDigits(key.pause);
      case 'note':
      case 'answer':
        return;
    }
  };
  return {
    panel,
    show,
    down,
    mute,
    hangUp,
    hold,
    control,
    canControl,
    standing,
    isHers,
    passing,
    choose,
    record,
    sendDigits,
    openRecord,
    press,
    other: other.current,
    problem: hangUp.problem ?? mute.problem ?? tonesFailed ?? control.problem,
  };
}

export type LiveHand = ReturnType<typeof useLiveCall>;
