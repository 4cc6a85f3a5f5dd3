import { expect, it } from 'vitest';
import { openSecrets, tokenHash } from './secrets.ts';

const old = Buffer.alloc(32, 1);
const fresh = Buffer.alloc(32, 2);

it('opens what it sealed, and shows nothing of it', () => {
  const secrets = openSecrets([fresh]);
  const sealed = secrets.seal('the auth token ñ');
  expect(sealed).not.toContain('auth');
  expect(secrets.open(sealed)).toBe('the auth token ñ');
  expect(secrets.seal('the auth token ñ')).not.toBe(sealed);
});

it('still opens what was sealed before the key was rotated, and seals with the new one', () => {
  const before = openSecrets([old]).seal('kept');
  const rotated = openSecrets([fresh, old]);
  expect(rotated.open(before)).toBe('kept');
  expect(openSecrets([fresh]).open(rotated.seal('new'))).toBe('new');
  expect(() => openSecrets([fresh]).open(before)).toThrow(/SECRET_KEY no longer lists/);
});

it('refuses a sealed text that someone changed', () => {
  const secrets = openSecrets([fresh]);
  const sealed = secrets.seal('100 euros');
  const last = sealed.at(-1) === 'A' ? 'B' : 'A';
  expect(() => secrets.open(`${sealed.slice(0, -4)}${last}${sealed.slice(-3)}`)).toThrow();
  expect(() => secrets.open('nonsense')).toThrow();
  expect(() => secrets.open(sealed.split('.').slice(0, 2).join('.'))).toThrow();
});

it('hashes a token to something that is not the token', () => {
  expect(tokenHash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
