import { WebSocket } from 'ws';
import { eventually } from '#test/support/eventually.ts';
import { WebRtcPeer } from '#test/twilio/media/webrtc-peer.ts';

interface Received {
  type: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  payload: any;
}

/** The protocol by hand, for what the SDK never does. Its media is a peer of our own. */
export class RawClient {
  readonly received: Received[] = [];
  heartbeats = 0;
  closedWith: number | undefined;
  /** Whether it answers heartbeats, as the SDK does. */
  alive = true;
  peer = new WebRtcPeer();
  #socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => {
      const frame = data.toString();
      if (frame === '\n') {
        this.heartbeats++;
        if (this.alive) socket.send('\n');
      } else {
        this.received.push(JSON.parse(frame));
      }
    });
    socket.on('close', (code) => {
      this.closedWith = code;
    });
    socket.on('error', () => {});
  }

  static async connect(port: number, host = 'voice-js.roaming.twilio.com'): Promise<RawClient> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/signal`, { headers: { host } });
    const client = new RawClient(socket);
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    return client;
  }

  send(type: string, payload: object = {}): void {
    this.sendFrame(JSON.stringify({ type, version: '1.6', payload }));
  }

  sendFrame(frame: string | Uint8Array): void {
    this.#socket.send(frame);
  }

  /** Waits for the next message of a type that has not been looked at yet. */
  async next(type: string): Promise<Received['payload']> {
    const message = await eventually(`a ${type}`, () => {
      const at = this.received.findIndex((one) => one.type === type);
      if (at < 0) throw new Error(`so far: ${this.received.map((one) => one.type).join(', ')}`);
      return this.received.splice(at, 1)[0];
    });
    return message.payload;
  }

  /** As a network does. */
  cut(): void {
    this.#socket.terminate();
  }

  async close(): Promise<void> {
    this.#socket.terminate();
    await this.peer.close();
  }
}
