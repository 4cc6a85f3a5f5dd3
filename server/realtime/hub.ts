import { type Kysely, sql } from 'kysely';
import type { Background } from '#server/background.ts';
import type { Database } from '#server/database/schema.ts';
import type { Storage } from '#server/database/storage.ts';
import type { Log } from '#server/log.ts';
import type { ServerEvent } from '#shared/api/events.ts';
import type { AgentId } from '#shared/ids.ts';
import type { Notice, Realtime, Topic } from './realtime.ts';
import { packTold, readTold } from './told.ts';

const CHANNEL = 'sidetone';

type SnapshotTopic = Exclude<Topic, 'signed-out'>;

/** One connected softphone whose socket this process holds. */
export interface HeldSocket {
  endpointId: string;
  agentId: AgentId;
  sessionHash: string;
  send(event: ServerEvent): void;
  close(code: number, reason: string): void;
}

/** Holds this process's sockets and brings them what any process told. */
export class Hub implements Realtime {
  readonly #log: Log;
  readonly #background: Background;
  readonly #held = new Map<AgentId, Set<HeldSocket>>();
  readonly #builders = new Map<SnapshotTopic, (agentId: AgentId) => Promise<ServerEvent>>();
  /** Snapshots being built, and whether another telling came meanwhile: it may know more, so it is built again. */
  readonly #building = new Map<string, { again: boolean }>();
  /** Who waits for the next word about an agent. */
  readonly #watching = new Map<AgentId, Set<() => void>>();
  #closing: ((socket: HeldSocket) => void) | undefined;
  /** Whose sockets are to be looked at, and whether somebody is at it: after a restart all are in doubt at once. */
  readonly #doubted = new Set<AgentId>();
  #checking = false;
  #check: (sockets: HeldSocket[]) => Promise<void> = async () => undefined;

  constructor(log: Log, background: Background) {
    this.#log = log;
    this.#background = background;
  }

  /** Begins to hear what is told. After a reconnection every held socket gets everything anew, so nothing is lost. */
  async hear(storage: Pick<Storage, 'listen'>, stopping: AbortSignal): Promise<void> {
    const restored = () => {
      this.#wake([...this.#watching.keys()]);
      this.#refresh([...this.#held.keys()]);
    };
    await storage.listen(CHANNEL, (payload) => this.#heard(payload), restored, stopping);
  }

  /** @param check closes those of the sockets that may no longer be open: signed out, or replaced by a newer one. */
  onDoubt(check: (sockets: HeldSocket[]) => Promise<void>): void {
    this.#check = check;
  }

  describe(topic: SnapshotTopic, build: (agentId: AgentId) => Promise<ServerEvent>): void {
    this.#builders.set(topic, build);
  }

  async tell(db: Kysely<Database>, agentIds: readonly AgentId[], topic: Topic | 'replaced'): Promise<void> {
    for (const { channel, payload } of this.notices(agentIds, topic))
      await sql`select pg_notify(${channel}, ${payload})`.execute(db);
  }

  notices(agentIds: readonly AgentId[], topic: Topic | 'replaced'): Notice[] {
    return packTold({ topic, agentIds }).map((payload) => ({ channel: CHANNEL, payload }));
  }

  watch(agentId: AgentId, changed: () => void, signal: AbortSignal): void {
    if (signal.aborted) return;
    const watching = this.#watching.get(agentId) ?? new Set();
    this.#watching.set(agentId, watching.add(changed));
    const forget = () => {
      watching.delete(changed);
      if (watching.size === 0 && this.#watching.get(agentId) === watching) this.#watching.delete(agentId);
    };
    signal.addEventListener('abort', forget, { once: true });
  }

  /** From now on the socket gets what is told; first it gets every snapshot but `me`, which its greeting held. */
  hold(socket: HeldSocket): void {
    if (this.#closing) {
      this.#closing(socket);
      return;
    }
    const sockets = this.#held.get(socket.agentId) ?? new Set();
    this.#held.set(socket.agentId, sockets.add(socket));
    for (const topic of this.#builders.keys()) if (topic !== 'me') this.#send(topic, socket.agentId);
  }

  drop(socket: HeldSocket): void {
    const sockets = this.#held.get(socket.agentId);
    sockets?.delete(socket);
    if (sockets?.size === 0) this.#held.delete(socket.agentId);
  }

  /** The server stops: closes what is held, and whatever comes to be held from now on. */
  close(closeOne: (socket: HeldSocket) => void): void {
    this.#closing = closeOne;
    for (const socket of this.sockets()) closeOne(socket);
  }

  sockets(): HeldSocket[] {
    return [...this.#held.values()].flatMap((sockets) => [...sockets]);
  }

  /** The present state of `me`, built as for any telling. */
  describeNow(topic: SnapshotTopic, agentId: AgentId): Promise<ServerEvent> {
    const build = this.#builders.get(topic);
    if (!build) throw new Error(`Nothing describes ${topic}.`);
    return build(agentId);
  }

  #heard(payload: string): void {
    const told = readTold(payload);
    if (!told) {
      this.#log.warn('a notification of another kind was ignored');
      return;
    }
    this.#wake(told.agentIds);
    const here = told.agentIds.filter((agentId) => this.#held.has(agentId));
    if (told.topic === 'signed-out' || told.topic === 'replaced') this.#doubt(here);
    else for (const agentId of here) this.#send(told.topic, agentId);
  }

  #wake(agentIds: readonly AgentId[]): void {
    for (const agentId of agentIds) {
      const watching = this.#watching.get(agentId);
      this.#watching.delete(agentId);
      for (const changed of watching ?? []) changed();
    }
  }

  #refresh(agentIds: AgentId[]): void {
    this.#doubt(agentIds);
    for (const agentId of agentIds) for (const topic of this.#builders.keys()) this.#send(topic, agentId);
  }

  #doubt(agentIds: AgentId[]): void {
    for (const agentId of agentIds) this.#doubted.add(agentId);
    if (this.#checking || this.#doubted.size === 0) return;
    this.#checking = true;
    this.#background.start('check sockets', () => this.#settleDoubts().finally(() => (this.#checking = false)));
  }

  async #settleDoubts(): Promise<void> {
    while (this.#doubted.size > 0) {
      const sockets = [...this.#doubted].flatMap((agentId) => [...(this.#held.get(agentId) ?? [])]);
      this.#doubted.clear();
      if (sockets.length > 0) await this.#check(sockets);
    }
  }

  #send(topic: SnapshotTopic, agentId: AgentId): void {
    const key = `${topic} ${agentId}`;
    const running = this.#building.get(key);
    if (running) {
      running.again = true;
      return;
    }
    this.#background.start('build snapshot', async () => {
      const state = { again: false };
      this.#building.set(key, state);
      await this.#buildAndSend(topic, agentId)
        .catch((error: unknown) => this.#log.error('snapshot could not be built', { topic, agentId, error }))
        .finally(() => this.#building.delete(key));
      if (state.again) this.#send(topic, agentId);
    });
  }

  async #buildAndSend(topic: SnapshotTopic, agentId: AgentId): Promise<void> {
    if (!this.#held.has(agentId) || !this.#builders.has(topic)) return;
    const event = await this.describeNow(topic, agentId);
    for (const socket of this.#held.get(agentId) ?? []) socket.send(event);
  }
}
