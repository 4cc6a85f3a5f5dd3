import { describe, expect, it } from 'vitest';
import { invitedServer } from '#extension/views/onboarding/invited-server.ts';
import { readInvitation } from '#extension/views/onboarding/join.tsx';
import { hashOf, STEPS, stepOf } from '#extension/views/onboarding/steps.ts';

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
