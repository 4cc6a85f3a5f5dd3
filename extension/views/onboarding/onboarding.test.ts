import { describe, expect, it } from 'vitest';
import { readInvitation } from '#extension/views/onboarding/join.tsx';
import { invitedServer, readServerAddress } from '#extension/views/onboarding/server-address.ts';
import { hashOf, STEPS, stepOf } from '#extension/views/onboarding/steps.ts';

describe('a server’s address', () => {
  it.each([
    ['sidetone.example.com', 'https://sidetone.example.com'],
    ['  https://sidetone.example.com/  ', 'https://sidetone.example.com'],
    ['HTTPS://Sidetone.Example.COM/join?x=1#y', 'https://sidetone.example.com'],
    ['sidetone.example.com:8443', 'https://sidetone.example.com:8443'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['localhost:8080', 'http://localhost:8080'],
    ['127.0.0.1:3000/x', 'http://127.0.0.1:3000'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
    ['https://192.168.1.5', 'https://192.168.1.5'],
    ['sidetone', 'https://sidetone'], // a name inside the company's network
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
  ])('%j is %s', (typed, origin) => expect(readServerAddress(typed)).toEqual({ is: 'origin', origin }));

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['http://sidetone.example.com', 'insecure'],
    ['http://localhost.evil.example', 'insecure'],
    ['ftp://sidetone.example.com', 'invalid'],
    ['javascript:alert(1)', 'invalid'],
    ['chrome-extension://abc/options.html', 'invalid'],
    ['https://zillum.example@evil.example', 'invalid'],
    ['https://user:secret@sidetone.example.com', 'invalid'],
    ['https://', 'invalid'],
    ['my server', 'invalid'],
  ])('%j is %s', (typed, is) => expect(readServerAddress(typed)).toEqual({ is }));
});

describe('an invitation', () => {
  it('hands its server over to the first run', () => {
    expect(readInvitation('#server=https%3A%2F%2Fsidetone.example.com%2Fjoin', false)).toEqual({
      go: 'options.html#server=https%3A%2F%2Fsidetone.example.com',
    });
  });

  it.each([
    '',
    '#',
    '#server=',
    '#server=javascript:alert(1)',
    '#other=x',
    `#server=https://${'a'.repeat(400)}.example`,
  ])('that is damaged (%s) leads nowhere', (hash) =>
    expect(readInvitation(hash, false)).toEqual({ refused: 'damaged' }),
  );

  it('inside a frame leads nowhere, however good it is', () => {
    expect(readInvitation('#server=https%3A%2F%2Fsidetone.example.com', true)).toEqual({ refused: 'framed' });
  });

  it('is read from the page’s address', () => {
    expect(invitedServer('#onboarding-server')).toBeNull();
    expect(invitedServer('#server=sidetone.example.com')).toEqual({
      is: 'origin',
      origin: 'https://sidetone.example.com',
    });
  });
});

describe('steps', () => {
  it('each has its own address', () => {
    for (const step of STEPS) expect(stepOf(hashOf(step))).toBe(step);
  });

  it.each(['', '#connection', '#onboarding-', '#onboarding-nowhere'])('%j is none', (hash) =>
    expect(stepOf(hash)).toBeNull(),
  );

  it('begin at the server for an invitation', () => expect(stepOf('#server=https://x.example')).toBe('server'));
});
