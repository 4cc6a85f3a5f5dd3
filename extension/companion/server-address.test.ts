import { expect, it } from 'vitest';
import { serverOrigin } from './server-address.ts';

it('takes an address as people type it', () => {
  expect(serverOrigin(' sidetone.example.com ')).toBe('https://sidetone.example.com');
  expect(serverOrigin('https://sidetone.example.com/join?x=1')).toBe('https://sidetone.example.com');
  expect(serverOrigin('sidetone.example.com:8443')).toBe('https://sidetone.example.com:8443');
});

it('takes plain http for this machine alone', () => {
  expect(serverOrigin('http://localhost:3000')).toBe('http://localhost:3000');
  expect(serverOrigin('localhost:3000')).toBe('http://localhost:3000');
  expect(serverOrigin('127.0.0.1:3000')).toBe('http://127.0.0.1:3000');
  expect(serverOrigin('http://sidetone.example.com')).toBeUndefined();
  expect(serverOrigin('http://localhost.evil.example')).toBeUndefined();
});

it('takes nothing that hides where it leads', () => {
  for (const typed of [
    '',
    'https://good.example@evil.example',
    'ftp://x.example',
    'javascript:alert(1)',
    'https://',
    'a b',
  ]) {
    expect(serverOrigin(typed), typed).toBeUndefined();
  }
});
