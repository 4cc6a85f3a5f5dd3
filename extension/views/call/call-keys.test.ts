import { describe, expect, it } from 'vitest';
import { callKey, type Pressed } from '#extension/views/call/call-keys.ts';
import type { CallView } from '#extension/wire/snapshots.ts';

const pressed = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  repeat: false,
  focus: 'none',
  ...more,
});

const STATES: readonly CallView['state'][] = ['dialling', 'ringing-out', 'ringing', 'answering', 'live', 'ended'];
const EVERY_KEY = [
  ...['Enter', 'Escape', 'm', 'k', 'r', '5', '*', '#', 'x', 'h', 't', 'a', 'p', 'n', 'w', ',', ' ', 'Tab', 'Delete'],
  ...['constructor', 'toString', '__proto__'],
];

it('Enter answers a ringing call', () => expect(callKey('ringing', pressed('Enter'))).toEqual({ do: 'answer' }));

it('Enter on a button is that button’s', () =>
  expect(callKey('ringing', pressed('Enter', { focus: 'control' }))).toBeNull());

it.each([
  ['m', { do: 'mute' }],
  ['M', { do: 'mute' }],
  ['k', { do: 'keypad' }],
  ['h', { do: 'hold' }],
  ['t', { do: 'transfer' }],
  ['a', { do: 'add' }],
  ['p', { do: 'recording' }],
  ['r', { do: 'record' }],
  ['0', { do: 'digit', digit: '0' }],
  ['*', { do: 'digit', digit: '*' }],
  ['#', { do: 'digit', digit: '#' }],
  ['w', { do: 'pause', pause: 'w' }],
  ['W', { do: 'pause', pause: 'w' }],
  [',', { do: 'pause', pause: ',' }],
  ['Escape', { do: 'close' }],
])('%s during a call', (key, meant) => expect(callKey('live', pressed(key))).toEqual(meant));

it('letters work on a focused button too', () =>
  expect(callKey('live', pressed('m', { focus: 'control' }))).toEqual({ do: 'mute' }));

describe.each(STATES)('while %s', (state) => {
  it('no key means anything while someone types', () => {
    for (const key of EVERY_KEY) expect(callKey(state, pressed(key, { focus: 'field' }))).toBeNull();
  });

  it('keys of the browser and the system are left alone', () => {
    for (const key of EVERY_KEY) {
      for (const held of ['ctrlKey', 'altKey', 'metaKey'] as const) {
        expect(callKey(state, pressed(key, { [held]: true }))).toBeNull();
      }
    }
  });

  it('a key held down acts once', () => {
    for (const key of EVERY_KEY.filter((one) => one !== 'Escape')) {
      expect(callKey(state, pressed(key, { repeat: true }))).toBeNull();
    }
  });

  it('no key hangs up', () => {
    const allowed = [
      'answer',
      'mute',
      'hold',
      'keypad',
      'transfer',
      'add',
      'recording',
      'note',
      'record',
      'close',
      'digit',
      'pause',
    ];
    for (const key of EVERY_KEY) expect([...allowed, undefined]).toContain(callKey(state, pressed(key))?.do);
  });
});

it('only a ringing call is answered', () => {
  for (const state of STATES.filter((one) => one !== 'ringing')) expect(callKey(state, pressed('Enter'))).toBeNull();
});
