// The page's end of one phone's line: state and sound in, wishes and the microphone out. Reconnects by itself.

const RETRY_MS = 1000;

/** Opens the line of a number. `onState`, `onSound` (μ-law bytes) and `onProblem` are called as things come. */
export function openLine(number, { onState, onSound, onProblem }) {
  let socket;
  let isClosed = false;
  const connect = () => {
    const url = new URL('/handset/line', location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    url.searchParams.set('number', number);
    socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('message', ({ data }) => {
      if (data instanceof ArrayBuffer) onSound(new Uint8Array(data));
      else {
        const message = JSON.parse(data);
        if (message.type === 'state') onState(message.state);
        else onProblem(message.message);
      }
    });
    socket.addEventListener('close', () => {
      if (!isClosed) setTimeout(connect, RETRY_MS);
    });
  };
  connect();
  const send = (data) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(data);
  };
  return {
    wish: (what) => send(JSON.stringify(what)),
    speak: (ulaw) => send(ulaw),
    close() {
      isClosed = true;
      socket.close();
    },
  };
}
