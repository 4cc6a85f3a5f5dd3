import { liveSessions } from '#server/agents/sessions.ts';
import type { Context } from '#server/context.ts';
import { CLOSE } from '#shared/api/events.ts';
import { forgetLostSockets, keepSignsOfLife, presentEndpoints, type SignOfLife } from './endpoints.store.ts';
import type { HeldSocket, Hub } from './hub.ts';

/** A socket that answers nothing for this many times `silentMs` is dead, whatever TCP says. */
const SILENCES_UNTIL_CLOSED = 3;

type Needs = Pick<Context, 'background' | 'clock' | 'config' | 'db' | 'log' | 'stopping'>;

/**
 * Asks every held socket for a sign of life at each beat of the Clock, writes the answers together, and closes sockets whose
 * session ended, that were replaced, or that fell silent.
 */
export class KeepAlive {
  readonly #context: Needs;
  readonly #hub: Hub;
  readonly #freed: () => void;
  /** Softphones whose last written word was that they can be rung. */
  readonly #free = new Set<string>();
  /** Softphones whose last written word was that they are on a call. */
  readonly #onCall = new Set<string>();
  readonly #lastHeard = new Map<string, number>();
  #signs = new Map<string, SignOfLife>();
  #writing: Promise<void> | undefined;
  #checking = false;
  #beat = 0;

  /** @param freed a softphone that could not be rung, or was not known, can be rung now. */
  constructor(context: Needs, hub: Hub, freed: () => void = () => undefined) {
    this.#context = context;
    this.#hub = hub;
    this.#freed = freed;
    hub.onDoubt((sockets) => this.#check(sockets));
  }

  start(): void {
    const { clock, config, stopping } = this.#context;
    const next = () => {
      this.#tick();
      clock.after(config.limits.heartbeatMs, next, stopping);
    };
    clock.after(config.limits.heartbeatMs, next, stopping);
  }

  /** The number of the heartbeat sent last. */
  get beat(): number {
    return this.#beat;
  }

  /** A sign of life, or news of the device: written at once together with those that come meanwhile. */
  heard(sign: Omit<SignOfLife, 'at'>): void {
    const at = this.#context.clock.now();
    this.#lastHeard.set(sign.endpointId, at.getTime());
    this.#signs.set(sign.endpointId, { ...sign, at });
    this.#writing ??= this.#context.background.own(this.#write());
  }

  opened(endpointId: string): void {
    this.#lastHeard.set(endpointId, this.#context.clock.now().getTime());
  }

  closed(endpointId: string): void {
    this.#lastHeard.delete(endpointId);
    this.#signs.delete(endpointId);
    this.#free.delete(endpointId);
    this.#onCall.delete(endpointId);
  }

  /** Resolves when what was heard is written. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  async #write(): Promise<void> {
    try {
      while (this.#signs.size > 0) {
        const signs = [...this.#signs.values()];
        this.#signs = new Map();
        await keepSignsOfLife(this.#context.db, signs);
        await this.#beganCalls(signs);
        if (this.#becameFree(signs)) this.#freed();
      }
    } catch (error) {
      // The next beat brings them again.
      this.#context.log.warn('signs of life could not be kept', { error });
    } finally {
      this.#writing = undefined;
    }
  }

  /** A softphone that is on a call, and was not: only then may it have come from another process. */
  async #beganCalls(signs: readonly SignOfLife[]): Promise<void> {
    for (const { endpointId, onCall } of signs) if (!onCall) this.#onCall.delete(endpointId);
    const begun = signs.flatMap(({ endpointId, onCall }) =>
      onCall && !this.#onCall.has(endpointId) ? [endpointId] : [],
    );
    await forgetLostSockets(this.#context.db, begun);
    for (const endpointId of begun) if (this.#lastHeard.has(endpointId)) this.#onCall.add(endpointId);
  }

  #becameFree(signs: readonly SignOfLife[]): boolean {
    let freed = false;
    for (const { endpointId, onCall, registered, wrappingUp } of signs) {
      if (!registered || onCall || wrappingUp) this.#free.delete(endpointId);
      else {
        freed ||= !this.#free.has(endpointId);
        // One that has closed meanwhile is remembered no longer than the others.
        if (this.#lastHeard.has(endpointId)) this.#free.add(endpointId);
      }
    }
    return freed;
  }

  #tick(): void {
    this.#beat += 1;
    const { background, clock, config } = this.#context;
    const oldest = clock.now().getTime() - SILENCES_UNTIL_CLOSED * config.limits.silentMs;
    for (const socket of this.#hub.sockets()) {
      if ((this.#lastHeard.get(socket.endpointId) ?? 0) < oldest) socket.close(CLOSE_RECONNECT, 'silent');
      else socket.send({ type: 'heartbeat', n: this.#beat });
    }
    // On a slow database beats must not pile up.
    if (this.#checking) return;
    background.start('check sockets', async () => {
      this.#checking = true;
      await this.#check(this.#hub.sockets()).finally(() => {
        this.#checking = false;
      });
    });
  }

  async #check(sockets: HeldSocket[]): Promise<void> {
    if (sockets.length === 0) return;
    const sessions = await liveSessions(
      this.#context,
      sockets.map((socket) => socket.sessionHash),
    );
    const present = await presentEndpoints(
      this.#context.db,
      sockets.map((socket) => socket.endpointId),
    );
    for (const socket of sockets) {
      if (!sessions.has(socket.sessionHash)) socket.close(CLOSE.signedOut, 'signed-out');
      else if (!present.has(socket.endpointId)) socket.close(CLOSE.replaced, 'replaced-elsewhere');
    }
  }
}

/** 1001: going away; the other side reconnects at once. */
export const CLOSE_RECONNECT = 1001;
