import { expect, it } from 'vitest';
import { readClientFrame } from './client-frame.ts';

it('reads what the contract knows', () => {
  const alive = { type: 'alive', n: 3, registered: true, onCall: false };
  expect(readClientFrame(JSON.stringify(alive))).toEqual(alive);
});

it('ignores an event of a newer extension', () => {
  expect(readClientFrame('{"type":"handRaised","since":1}')).toBe('ignored');
});

it.each([
  ['', 'nothing'],
  ['{', 'no JSON'],
  ['null', 'null'],
  ['[]', 'a list'],
  ['{"n":1}', 'no type'],
  ['{"type":7}', 'a type that is no text'],
  ['{"type":"alive","n":"3","registered":true,"onCall":false}', 'a wrong value'],
  ['{"type":"presence","presence":"asleep"}', 'an unknown presence'],
])('calls %s malformed: %s', (frame) => {
  expect(readClientFrame(frame)).toBe('malformed');
});

it('calls bytes malformed', () => {
  expect(readClientFrame(new ArrayBuffer(4))).toBe('malformed');
});
