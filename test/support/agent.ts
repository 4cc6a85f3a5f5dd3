import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import * as v from 'valibot';
import { WebSocket } from 'ws';
import { agentApi, type Me } from '#shared/api/agent-api.ts';
import { EVENTS_PATH, type LiveCall, type ServerEvent, serverEventSchema } from '#shared/api/events.ts';
import type { Route } from '#shared/api/route.ts';
import { CONTRACT_HEADER, contractText } from '#shared/api/version.ts';
import type { Presence } from '#shared/call/call.ts';
import type { AgentId } from '#shared/ids.ts';
import { problemSchema } from '#shared/problem.ts';
import { failed, ok, type Result } from '#shared/result.ts';
import { TEST_EXTENSION_ID } from './context.ts';
import { eventually } from './eventually.ts';
import { redirectOf, type TestServer } from './server.ts';

const EXTENSION_ORIGIN = `chrome-extension://${TEST_EXTENSION_ID}`;
export const REDIRECT_URI = `https://${TEST_EXTENSION_ID}.chromiumapp.org/signed-in`;

/** `context`: where the server runs in this process, so that one can look whether it has heard. */
type Server = Pick<TestServer, 'origin' | 'approve'> & { context?: TestServer['context'] };

/** Someone of the team without a browser: signs in, holds the event socket, answers heartbeats. */
export interface TestAgent {
  readonly id: AgentId;
  readonly token: string;
  /** As last told. */
  readonly me: Me;
  /** Everything her socket received, oldest first, heartbeats too. */
  readonly events: readonly ServerEvent[];
  /** Her calls as last told; empty before. */
  readonly calls: readonly LiveCall[];
  /** Set once her socket was closed. */
  readonly closed: { code: number; reason: string } | undefined;
  /** Calls a line of the contract; `params` fill the path's `:name` parts. */
  ask<Input, Reply>(route: Route<Input, Reply>, input?: Input, params?: Record<string, string>): Promise<Result<Reply>>;
  /** What her Device says; it goes with each answer to a heartbeat too. Resolves when a server in this process has it. */
  device(state: { registered: boolean; onCall: boolean }): Promise<void>;
  setPresence(presence: Presence): Promise<void>;
  /** Sends any frame. */
  send(frame: unknown): void;
  /** While true she answers no heartbeat. */
  silent: boolean;
  /** Opens her socket again, after a close or in place of the present one. */
  connect(server?: Server): Promise<void>;
  /** Closes her socket; the session goes on. */
  disconnect(): Promise<void>;
}

/** Signs `crmUser` in and connects her, with a registered Device that is on no call. */
export async function agent(server: Server, crmUser: string): Promise<TestAgent> {
  const { token, me } = await signIn(server, crmUser);
  const one = new Agent(server, token, me);
  await one.connect();
  await one.device({ registered: true, onCall: false });
  return one;
}

/** The whole way through the CRM, as `identity.launchWebAuthFlow` walks it. */
export async function signIn(server: Server, crmUser: string): Promise<{ token: string; me: Me }> {
  const codeVerifier = randomBytes(32).toString('base64url');
  const back = await walkSignIn(server, crmUser, codeVerifier);
  const code = back.searchParams.get('code');
  if (!code) throw new Error(`${crmUser} was not signed in: ${back.search}`);
  const signedIn = await ask(server.origin, undefined, agentApi.signIn, { code, codeVerifier });
  if (!signedIn.ok) throw new Error(`${crmUser} was not signed in: ${signedIn.problem.code}`);
  return signedIn.value;
}

/** Answers where the browser ends up: the extension's redirect URI with `code` or `problem`. */
export async function walkSignIn(server: Server, crmUser: string, codeVerifier: string): Promise<URL> {
  const query = new URLSearchParams({
    redirect_uri: REDIRECT_URI,
    state: 'extension-state',
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
  });
  const atCrm = await redirectOf(`${server.origin}/sign-in?${query}`);
  if (atCrm.startsWith(REDIRECT_URI)) return new URL(atCrm);
  return new URL(await redirectOf(await server.approve(atCrm, crmUser)));
}

/** Calls a line of the contract as the extension does. */
export async function ask<Input, Reply>(
  origin: string,
  token: string | undefined,
  route: Route<Input, Reply>,
  input?: Input,
  params: Record<string, string> = {},
): Promise<Result<Reply>> {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const response = await fetch(`${origin}${path}`, {
    method: route.method,
    headers: {
      Origin: EXTENSION_ORIGIN,
      [CONTRACT_HEADER]: contractText(),
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(route.input ? { 'Content-Type': 'application/json' } : {}),
    },
    ...(route.input ? { body: JSON.stringify(input) } : {}),
  });
  const body: unknown = await response.json();
  return response.ok ? ok(v.parse(route.reply, body)) : failed(v.parse(problemSchema, body));
}

class Agent implements TestAgent {
  readonly id: AgentId;
  readonly token: string;
  me: Me;
  events: ServerEvent[] = [];
  calls: LiveCall[] = [];
  closed: { code: number; reason: string } | undefined;
  silent = false;
  #server: Server;
  #socket: WebSocket | undefined;
  #device = { registered: false, onCall: false };

  constructor(server: Server, token: string, me: Me) {
    this.#server = server;
    this.token = token;
    this.id = me.agent.id;
    this.me = me;
  }

  ask<Input, Reply>(
    route: Route<Input, Reply>,
    input?: Input,
    params?: Record<string, string>,
  ): Promise<Result<Reply>> {
    return ask(this.#server.origin, this.token, route, input, params);
  }

  async connect(server: Server = this.#server): Promise<void> {
    this.#server = server;
    this.closed = undefined;
    const greetings = this.#greetings();
    const socket = new WebSocket(
      `${server.origin.replace(/^http/, 'ws')}${EVENTS_PATH}`,
      [`sidetone.${contractText()}`, `bearer.${this.token}`],
      { origin: EXTENSION_ORIGIN },
    );
    this.#socket = socket;
    socket.on('message', (data) => this.#heard(v.parse(serverEventSchema, JSON.parse(String(data)))));
    socket.on('close', (code, reason) => {
      if (this.#socket === socket) this.closed = { code, reason: String(reason) };
    });
    await once(socket, 'open');
    await eventually('the server greets', () => this.#greetings() > greetings || this.closed);
  }

  async disconnect(): Promise<void> {
    this.#socket?.close();
    await eventually('her socket closes', () => this.closed);
  }

  async device(state: { registered: boolean; onCall: boolean }): Promise<void> {
    this.#device = state;
    this.send({ type: 'device', ...state });
    const db = this.#server.context?.db;
    if (!db) return;
    await eventually('the server knows the state of her device', async () => {
      const hers = db.selectFrom('endpoints').selectAll().where('agent_id', '=', this.id);
      const row = await hers.orderBy('connected_at', 'desc').executeTakeFirst();
      return row?.registered === state.registered && row.on_call === state.onCall;
    });
  }

  async setPresence(presence: Presence): Promise<void> {
    if (this.me.presence === presence) return;
    this.send({ type: 'presence', presence });
    await eventually(`${this.me.agent.name} is ${presence}`, () => this.me.presence === presence);
  }

  send(frame: unknown): void {
    this.#socket?.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  #heard(event: ServerEvent): void {
    this.events.push(event);
    if (event.type === 'hello' || event.type === 'me') this.me = event.me;
    if (event.type === 'calls') this.calls = event.calls;
    if (event.type === 'heartbeat') {
      if (!this.silent) this.send({ type: 'alive', n: event.n, ...this.#device });
    }
  }

  #greetings(): number {
    return this.events.filter((event) => event.type === 'hello').length;
  }
}
