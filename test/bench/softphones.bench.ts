import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { packTold } from '#server/realtime/told.ts';
import { startPostgres } from '#test/support/postgres/start-postgres.ts';
import type { Bench, Figure, Say } from './bench.ts';
import { comparedFigures } from './compared-figures.ts';
import { type Connected, connectAll, type Member, signedInTeam } from './connected-team.ts';
import { type ForkedServer, forkServer } from './forked-server.ts';

const SOFTPHONES = 500;
const PAIRS = 20;
const REHEARSALS = 3;
/** As long as a few heartbeats, for what they cost. */
const IDLE_MS = 20_000;
const SETTLED_MS = 6_000;
const SERVER = fileURLToPath(new URL('./softphones-server.ts', import.meta.url));
const start = (...args: string[]) => forkServer(SERVER, args, ['--expose-gc']);

export const softphonesBench: Bench = {
  name: 'softphones',
  about: `${SOFTPHONES} connected softphones on one server: memory of each, and news for all, over bare ws`,
  needsBuild: false,
  onlyByName: false,
  async run(say) {
    say(`a team of ${SOFTPHONES} on PostgreSQL …`);
    const postgres = await startPostgres({ durable: true });
    const notifier = new pg.Client({ connectionString: postgres.url });
    const stops: (() => unknown)[] = [() => postgres.stop()];
    try {
      const team = await signedInTeam(postgres.url, SOFTPHONES);
      await notifier.connect();
      stops.push(() => notifier.end());
      const tell = tells(notifier, team);

      const ours = await connected(await start('whole', postgres.url), team, say);
      stops.push(ours.stop);
      const { news } = await ours.all.untilAllHear(tell);
      say('the same with nothing but ws …');
      // It asks for no signs of life: whoever connects must not take that for a server that is away.
      const greeting = { ...ours.all.greeting, heartbeatSeconds: 60 };
      const bare = await connected(await start('bare', JSON.stringify(greeting), JSON.stringify(news)), team, say);
      stops.push(bare.stop);
      const tellBare = await anybody(bare.server.port);
      stops.push(tellBare.close);

      const figures = [
        ...memoryFigures(ours, bare),
        ...(await fanOut(ours.all, tell, bare.all, tellBare.say, say)),
        await idleFigure(ours.server, say),
      ];
      const lost = ours.all.lost() + bare.all.lost();
      if (lost > 0) throw new Error(`${lost} softphones have lost their server meanwhile`);
      return {
        name: 'softphones',
        how: `${SOFTPHONES} of the extension's event streams in one process, the server in another, PostgreSQL; beside a server that is nothing but ws`,
        figures,
      };
    } finally {
      for (const stop of stops.reverse()) await stop();
    }
  },
};

interface Served {
  server: ForkedServer;
  all: Connected;
  heldBytes: number;
  residentBytes: number;
  connectedMs: number;
  stop(): Promise<void>;
}

async function connected(server: ForkedServer, team: readonly Member[], say: Say): Promise<Served> {
  // What the first of them brings (code, statements) is not theirs.
  const first = await connectAll(server.port, team.slice(0, 20));
  first.disconnect();
  const before = await server.memory();
  say(`${team.length} connect …`);
  const from = performance.now();
  const all = await connectAll(server.port, team);
  const connectedMs = performance.now() - from;
  // What they were greeted with is sent, and what they have said is written.
  await paused(SETTLED_MS);
  const after = await server.memory();
  return {
    server,
    all,
    heldBytes: after.heldBytes - before.heldBytes,
    residentBytes: after.residentBytes - before.residentBytes,
    connectedMs,
    stop() {
      all.disconnect();
      return server.stop();
    },
  };
}

function memoryFigures(ours: Served, bare: Served): Figure[] {
  const each = (bytes: number) => `${(bytes / SOFTPHONES / 1_000).toFixed(1)} KB`;
  return [
    {
      what: 'memory of a connection: times bare',
      value: ours.heldBytes / bare.heldBytes,
      unit: 'x',
      note: `${each(ours.heldBytes)}, bare ${each(bare.heldBytes)}; of what the machine gives ${each(ours.residentBytes)}, bare ${each(bare.residentBytes)}`,
    },
    {
      what: 'all connect at once, and are greeted',
      value: ours.connectedMs / 1_000,
      unit: 's',
      note: `bare ${(bare.connectedMs / 1_000).toFixed(1)} s`,
    },
  ];
}

async function fanOut(
  ours: Connected,
  tell: () => Promise<void>,
  bare: Connected,
  tellBare: () => Promise<void>,
  say: Say,
): Promise<Figure[]> {
  const our: number[] = [];
  const their: number[] = [];
  for (let pair = -REHEARSALS; pair < PAIRS; pair++) {
    say(`news for all: pair ${pair + 1} of ${PAIRS}`);
    const [one, other] = [await ours.untilAllHear(tell), await bare.untilAllHear(tellBare)];
    if (pair < 0) continue;
    our.push(one.ms);
    their.push(other.ms);
  }
  return comparedFigures({ what: 'news of herself has reached each', roundTripMs: 0, ours: our, bare: their });
}

async function idleFigure(server: ForkedServer, say: Say): Promise<Figure> {
  say(`nothing happens for ${IDLE_MS / 1_000} s …`);
  const before = await server.cpuMicroseconds();
  await paused(IDLE_MS);
  const used = (await server.cpuMicroseconds()) - before;
  return {
    what: 'processor a second while nothing happens but heartbeats',
    value: used / IDLE_MS,
    unit: 'ms',
    note: 'of 1,000 that one core has',
  };
}

/** As another process of the same team does when something changes that concerns everybody. */
const tells = (client: pg.Client, team: readonly Member[]) => async () => {
  const agentIds = team.map(({ agentId }) => agentId);
  for (const payload of packTold({ topic: 'me', agentIds }))
    await client.query('select pg_notify($1, $2)', ['sidetone', payload]);
};

async function anybody(port: number): Promise<{ say(): Promise<void>; close(): void }> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  return { say: async () => socket.send('go'), close: () => socket.close() };
}

const paused = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
