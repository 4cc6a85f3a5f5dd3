import { Contact, Grip, type IconNode, Mic, MicOff, Pause, PhoneForwarded, Play, UserPlus } from 'lucide';
import type { Messages } from '#extension/locales/language.ts';
import type { RunningCall } from '#extension/views/call/running.ts';
import type { LiveHand } from '#extension/views/call/use-live-call.ts';
import type { AskWord } from '#shared/call/control.ts';

/** One control of a running call, whatever draws it. */
export interface OneControl {
  readonly icon: IconNode;
  /** What a click does. */
  readonly label: string;
  readonly shortcut: string;
  readonly is: 'on' | 'held' | false;
  readonly slow: boolean;
  readonly onClick: () => void;
}

/** The controls that there are now, in their order: mute, hold, keypad, transfer, add person, open record. */
export function controlsOf(call: RunningCall, live: LiveHand, t: Messages): readonly OneControl[] {
  const held = live.standing === 'held';
  const slow = (...words: AskWord[]) => live.control.slow !== null && words.includes(live.control.slow);
  const mute: OneControl = {
    icon: call.muted ? MicOff : Mic,
    label: call.muted ? t.call.unmute : t.call.mute,
    shortcut: 'M',
    is: call.muted && 'on',
    slow: live.mute.slow,
    onClick: () => void live.mute.run(),
  };
  const hold: OneControl = {
    icon: held ? Play : Pause,
    label: held ? t.control.resume : t.control.hold,
    shortcut: 'H',
    is: held && 'held',
    slow: slow('hold', 'resume'),
    onClick: () => void live.hold(),
  };
  const keypad = open(Grip, t.call.keypad, 'K', () => live.show('keypad'));
  const transfer = open(PhoneForwarded, t.control.transfer, 'T', () => live.show('transfer'), slow('blind', 'consult'));
  const add = open(UserPlus, t.control.addPerson, 'A', () => live.show('add'), slow('add'));
  const record = open(Contact, t.call.openRecord, 'R', () => void live.openRecord());
  const records = live.record === null ? [] : [record];
  // Who only listens is heard by nobody, and what a supervisor would press in a colleague's call is not hers to send.
  if (live.standing === 'supervised') return call.supervises?.how === 'listen' ? records : [mute, ...records];
  return [mute, ...(live.canControl ? [hold] : []), keypad, ...(live.canControl ? [transfer, add] : []), ...records];
}

const open = (icon: IconNode, label: string, shortcut: string, onClick: () => void, slow = false): OneControl => ({
  icon,
  label,
  shortcut,
  is: false,
  slow,
  onClick,
});
