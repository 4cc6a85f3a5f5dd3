import { expect, it } from 'vitest';
import { addressOf } from './webhook-address.ts';

it.each([
  ['https://x.example/v?b=1', 'POST', 'https://x.example/v?b=1'],
  ['https://x.example', 'POST', 'https://x.example/'],
  ['https://x.example?b=1', 'POST', 'https://x.example/?b=1'],
  ['https://x.example:8443/v', 'GET', 'https://x.example:8443/v?a=1+2&e='],
  ['https://x.example/v?b=1', 'GET', 'https://x.example/v?b=1&a=1+2&e='],
] as const)('signs %s, asked by %s, as %s', (url, method, signed) => {
  const address = addressOf(url, method, { a: '1 2', e: '' });
  expect(address?.signed).toBe(signed);
  expect(address?.url.href).toBe(signed);
});

it('takes credentials out of what is asked and leaves them in what is signed', () => {
  const address = addressOf('https://user:p%40ss@x.example/v', 'POST', {});
  expect(address?.url.href).toBe('https://x.example/v');
  expect(address?.signed).toBe('https://user:p%40ss@x.example/v');
  expect(address?.authorization).toBe(`Basic ${btoa('user:p@ss')}`);
  expect(addressOf('https://100%:x@x.example/', 'POST', {})?.authorization).toBe(`Basic ${btoa('100%:x')}`);
});

it.each(['', 'x', '/v', 'ftp://x/y', 'javascript:alert(1)', 'http://'])('does not ask %o', (url) => {
  expect(addressOf(url, 'POST', {})).toBeNull();
});
