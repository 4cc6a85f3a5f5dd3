/** Longest look: a browser that may, finds its first address within milliseconds. */
const LONGEST_MS = 3_000;

/** What is needed of the browser's own; missing where WebRTC was taken out. */
export type MakeConnection = () => RTCPeerConnection;

/** Whether this browser lets a page open a voice connection at all: it has to find one address to offer. */
export async function canCarryVoices(make: MakeConnection = () => new RTCPeerConnection()): Promise<boolean> {
  let connection: RTCPeerConnection;
  try {
    connection = make();
  } catch {
    return false;
  }
  const timer = AbortSignal.timeout(LONGEST_MS);
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
