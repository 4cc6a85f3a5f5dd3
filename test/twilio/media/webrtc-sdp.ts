/** What the local Twilio reads from a browser's session description, and what it mends in werift's. */

/** Payload types under which the other side sends telephone-event at 8 kHz (RFC 4733). */
export function telephoneEventTypes(sdp: string): number[] {
  return [...sdp.matchAll(/^a=rtpmap:(\d+) telephone-event\/8000/gim)].map((match) => Number(match[1]));
}

/** The DTLS fingerprint: the same for as long as it is the same peer connection of the same page. */
export function fingerprint(sdp: string): string | undefined {
  return /^a=fingerprint:(\S+ \S+)/im.exec(sdp)?.[1]?.toUpperCase();
}

/** Whether this can be an audio session with PCMU (payload type 0) at all: what comes from a network is looked at before werift gets it. */
export function looksLikeAudioSession(sdp: string): boolean {
  return (
    sdp.startsWith('v=0') &&
    /^m=audio \d+ \S+(?: \d+)*? 0(?: |\r?$)/m.test(sdp) &&
    /^a=ice-ufrag:/m.test(sdp) &&
    fingerprint(sdp) !== undefined
  );
}

/** Leaves only the host candidates of one address. */
export function onlyCandidatesOf(address: string, sdp: string): string {
  const lines = sdp.split('\r\n');
  return lines.filter((line) => !line.startsWith('a=candidate:') || line.includes(` ${address} `)).join('\r\n');
}

/**
 * Moves `a=ice-lite` from the media section, where werift writes it, to the session, where RFC 8839 §5.3 wants it and Chrome reads it: otherwise
 * both sides wait for the other to nominate and DTLS never completes.
 */
export function iceLiteInSession(sdp: string): string {
  if (!sdp.includes('a=ice-lite')) return sdp;
  return sdp.replaceAll('a=ice-lite\r\n', '').replace(/^(t=.*\r\n)/m, '$1a=ice-lite\r\n');
}
