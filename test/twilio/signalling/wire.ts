import { WebSocket } from 'ws';
import { HEARTBEAT, PSTREAM_VERSION, type ServerMessageType } from './message.schema.ts';

/** One line for the log of the local Twilio; never a token, an SDP or a message's content. */
export type Log = (what: string, facts?: Record<string, unknown>) => void;

/** The SDK reconnects when it hears nothing for 15 s. */
const HEARTBEAT_MS = 10_000;
/** Heartbeats that the other side may leave unanswered before its socket counts as dead. */
const UNANSWERED_HEARTBEATS = 2;

/** One socket: text frames out, heartbeats both ways, dead peers found. In real time, whatever the Clock says. */
export class Wire {
  #socket: WebSocket;
  #unanswered = 0;
  #timer: NodeJS.Timeout;

  /** `onFrame` gets each text frame but heartbeats; `onClose` is called once. */
  constructor(
    socket: WebSocket,
    handlers: { onFrame(frame: string): void; onClose(): void; log: Log },
    heartbeatMs = HEARTBEAT_MS,
  ) {
    this.#socket = socket;
    this.#timer = setInterval(() => this.#beat(), heartbeatMs);
    socket.on('message', (data, isBinary) => {
      this.#unanswered = 0;
      const frame = data.toString();
      if (isBinary) handlers.log('signalling: a binary frame is left unread');
      else if (frame !== HEARTBEAT) handlers.onFrame(frame);
    });
    // Oversized and broken frames end up here; ws closes the socket by itself.
    socket.on('error', (error) => handlers.log('signalling: broken frame', { reason: error.message }));
    socket.on('close', () => {
      clearInterval(this.#timer);
      handlers.onClose();
    });
  }

  /** Whether it was sent: false when the socket is gone. */
  send(type: ServerMessageType, payload: object = {}): boolean {
    if (this.#socket.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify({ type, version: PSTREAM_VERSION, payload }));
    return true;
  }

  /** Ends the socket in order. */
  close(): void {
    this.#socket.close(1000);
  }

  /** Cuts the socket, as a network does: the other side sees 1006. */
  cut(): void {
    this.#socket.terminate();
  }

  #beat(): void {
    if (this.#unanswered++ >= UNANSWERED_HEARTBEATS) this.cut();
    else if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(HEARTBEAT);
  }
}
