import { expect, it } from 'vitest';
import { extensionOf } from './extension-of.ts';

it.each([
  ['+34 910 000 000 ext 12', '+34 910 000 000', '12'],
  ['+34 910 000 000 ext. 12', '+34 910 000 000', '12'],
  ['910000000 Ext: 1204', '910000000', '1204'],
  ['910 000 000 extensión 7', '910 000 000', '7'],
  ['910 000 000 extension 7', '910 000 000', '7'],
  ['910 000 000 int. 33', '910 000 000', '33'],
  ['+1 (212) 555-0100 x12', '+1 (212) 555-0100', '12'],
  ['2125550100x12', '2125550100', '12'],
  ['+34910000000;12', '+34910000000', '12'],
  ['+34910000000;ext=12', '+34910000000', '12'],
  ['+34910000000,,12#', '+34910000000', '12#'],
  ['+34910000000, 1w22', '+34910000000', '1w22'],
])('%s is a number and an extension', (written, number, extension) => {
  expect(extensionOf(written)).toEqual({ number, extension });
});

it.each([
  '+34 910 000 000',
  '910000000',
  '',
  'ext 12 910000000',
  '+34 910 000 000 ext',
  '+34 910 000 000;',
  '+34910000000, +34911000000',
  '+34910000000,911000000',
  'Alex 910000000',
  '800 FLOWERS',
])('%j is left as it is', (written) => {
  expect(extensionOf(written)).toEqual({ number: written, extension: null });
});

it('takes no longer for what somebody made long on purpose', () => {
  const long = `${'1 '.repeat(40)};${' '.repeat(40)}x`;
  expect(extensionOf(long).extension).toBeNull();
});
