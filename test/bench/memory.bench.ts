import { WEBHOOKS } from '#server/twilio/webhook-urls.ts';
import type { Bench, Figure } from './bench.ts';
import type { ForkedServer } from './forked-server.ts';
import { ivrWorld } from './ivr-world.ts';
import { load } from './load.ts';
import { signedForm, signedWebhook } from './signed-webhook.ts';

const CALLS = 10_000;
/** What is there only once is there by then: code that was compiled, statements, connections. */
const WARM = 1_000;
const AT_ONCE = 250;

export const memoryBench: Bench = {
  name: 'memory',
  about: `what a server's heap holds after ${CALLS} calls more: minutes`,
  needsBuild: false,
  onlyByName: true,
  async run(say) {
    const world = await ivrWorld();
    try {
      const server = await world.start('whole', ['--expose-gc']);
      let calls = 0;
      const until = async (count: number) => {
        for (; calls < count; calls += AT_ONCE) {
          if (calls % 1_000 === 0) say(`call ${calls} of ${WARM + CALLS} …`);
          await comeAndGo(server, calls);
        }
        return server.heapBytes();
      };
      const before = await until(WARM);
      const half = await until(WARM + CALLS / 2);
      const after = await until(WARM + CALLS);
      return {
        name: 'memory',
        how: `the whole server on PostgreSQL; each call comes, hears the menu and hangs up, ${AT_ONCE} at a time; the heap after a garbage collection, first after ${WARM} calls`,
        figures: figuresOf(before, half, after),
      };
    } finally {
      await world.stop();
    }
  },
};

async function comeAndGo({ port }: ForkedServer, from: number): Promise<void> {
  const serials = Array.from({ length: AT_ONCE }, (_, n) => from + n + 1);
  const { bodies } = await load(port, serials.map(signedWebhook), 16);
  const silent = bodies.find((body) => !body.includes('<Gather'));
  if (silent !== undefined) throw new Error(`a caller hears no menu: ${silent}`);
  const gone = { CallStatus: 'completed', CallDuration: '4' };
  await load(
    port,
    serials.map((serial) => signedForm(WEBHOOKS.call, `CA${serial.toString(16).padStart(32, '0')}`, gone)),
    16,
  );
}

function figuresOf(before: number, half: number, after: number): Figure[] {
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  return [
    {
      what: `heap after ${CALLS} calls more, times before`,
      value: after / before,
      unit: 'x',
      goal: { most: 1.1 },
      note: `${megabytes(before)}, half-way ${megabytes(half)}, in the end ${megabytes(after)}`,
    },
    {
      what: 'more heap for each of the second half of the calls',
      value: (after - half) / (CALLS / 2) / 1_000,
      unit: 'KB',
    },
  ];
}
