import { describe, expect, it } from 'vitest';
import { canCarryVoices, type VoiceConnection } from '#extension/views/diagnosis/network.ts';

type Found = { candidate: { candidate: string } | null };

/** A browser that finds these, one after the other, once it has something to offer. */
function browser(found: readonly Found[], more: Partial<Record<'createOffer', () => Promise<never>>> = {}) {
  const state = { closed: false };
  const tells: ((found: Found) => void)[] = [];
  const connection = {
    addEventListener: (_: string, tell: (found: Found) => void) => void tells.push(tell),
    addTransceiver: () => undefined,
    createOffer: more.createOffer ?? (async () => ({ type: 'offer', sdp: '' })),
    setLocalDescription: async () => {
      for (const one of found) for (const tell of tells) tell(one);
    },
    close: () => {
      state.closed = true;
    },
  };
  // Only what is looked at is pretended.
  return { state, make: () => connection as unknown as VoiceConnection };
}

describe('a browser can carry voices', () => {
  it('when it finds an address to offer, and its connection is closed again', async () => {
    const { make, state } = browser([{ candidate: { candidate: 'candidate:1 1 udp 1 192.0.2.1 5000 typ host' } }]);
    expect(await canCarryVoices(make)).toBe(true);
    expect(state.closed).toBe(true);
  });

  it('but not when it finds none', async () => {
    expect(await canCarryVoices(browser([{ candidate: { candidate: '' } }, { candidate: null }]).make)).toBe(false);
  });

  it('nor when it never says', async () => {
    expect(await canCarryVoices(browser([]).make, 10)).toBe(false);
  });

  it('nor when WebRTC was taken out of it, or refuses', async () => {
    const gone = () => {
      throw new ReferenceError('RTCPeerConnection is not defined');
    };
    expect(await canCarryVoices(gone)).toBe(false);
    const refusing = browser([], { createOffer: () => Promise.reject(new Error('not allowed')) });
    expect(await canCarryVoices(refusing.make)).toBe(false);
    expect(refusing.state.closed).toBe(true);
  });
});
