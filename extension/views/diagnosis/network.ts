/** Longest look: a browser that may, finds its first address within milliseconds. */
export const LONGEST_LOOK_MS = 3_000;

/** What is needed of the browser's own. */
export type VoiceConnection = Pick<
  RTCPeerConnection,
  'addTransceiver' | 'createOffer' | 'setLocalDescription' | 'close'
> & {
  addEventListener(type: 'icecandidate', tell: (found: Pick<RTCPeerConnectionIceEvent, 'candidate'>) => void): void;
};

/**
 * Whether this browser lets a page open a voice connection at all: it has to find one address to offer. `make` throws where WebRTC was
 * taken out of the browser.
 */
export async function canCarryVoices(
  make: () => VoiceConnection = () => new RTCPeerConnection(),
  longestMs = LONGEST_LOOK_MS,
): Promise<boolean> {
  let connection: VoiceConnection;
  try {
    connection = make();
  } catch {
    return false;
  }
  const timer = AbortSignal.timeout(longestMs);
  try {
    const found = new Promise<boolean>((tell) => {
      connection.addEventListener('icecandidate', ({ candidate }) => {
        if (candidate !== null && candidate.candidate !== '') tell(true);
        else if (candidate === null) tell(false);
      });
      timer.addEventListener('abort', () => tell(false));
    });
    connection.addTransceiver('audio');
    await connection.setLocalDescription(await connection.createOffer());
    return await found;
  } catch {
    return false;
  } finally {
    connection.close();
  }
}
