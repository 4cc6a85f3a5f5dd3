import * as v from 'valibot';
import { expect, it } from 'vitest';
import { TurnableClock } from '#test/support/clock.ts';
import { maskNumber, openLog } from './log.ts';

function logOf(say: (log: ReturnType<typeof openLog>) => void): string[] {
  const lines: string[] = [];
  say(openLog((line) => lines.push(line), new TurnableClock(new Date('2026-03-02T09:00:00Z'))));
  return lines;
}

it('writes one line of JSON per event', () => {
  const lines = logOf((log) => log.with({ request: 'r1' }).info('call ended', { callId: 'c_1', text: 'two\nlines' }));
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain('\n');
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    time: '2026-03-02T09:00:00.000Z',
    level: 'info',
    event: 'call ended',
    request: 'r1',
    callId: 'c_1',
    text: 'two\nlines',
  });
});

it.each([
  ['+34612345678', '+34 6•• ••• •78'],
  ['+12125550123', '+1 2•• ••• ••23'],
  ['+351912345678', '+351 9•• ••• •78'],
  ['612345678', '•••'],
  ['', '•••'],
])('masks %s', (number, masked) => {
  expect(maskNumber(number)).toBe(masked);
});

it('lets no whole number and no token through, wherever it stands', () => {
  const [line = ''] = logOf((log) =>
    log.error('failed', {
      url: 'https://api/x?phone=%2B34612345678',
      error: new Error('Bearer abcdefghijklmnop for +34612345678', { cause: new Error('access_token=abcdefghijkl') }),
      token: 'abcdefghijklmnop',
      noteText: 'She said yes',
      list: ['+34612345678'],
    }),
  );
  expect(line).not.toMatch(/612345678|abcdefghijkl|She said/);
  expect(line).toContain('caused by');
});

it('tells what was expected of a value, not the value', () => {
  const [line = ''] = logOf((log) => {
    try {
      v.parse(v.object({ id: v.number() }), { id: 'Laura Gómez' });
    } catch (error) {
      log.warn('crm request failed', { error });
    }
  });
  expect(line).toContain('Expected number');
  expect(line).not.toContain('Laura');
});
