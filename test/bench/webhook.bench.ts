import { fileURLToPath } from 'node:url';
import type { Bench, Figure } from './bench.ts';
import { median, pairedDifferences, pairedRatio, percentile } from './figures.ts';
import { type ForkedServer, forkServer } from './forked-server.ts';
import { load } from './load.ts';
import { signedWebhook } from './signed-webhook.ts';
import type { Variant } from './webhook-server.ts';

const ROUNDS = 7;
/** Requests per round: side by side, then one after the other. */
const REQUESTS: Record<Variant, { at32: number; at1: number }> = {
  ours: { at32: 4_000, at1: 1_000 },
  package: { at32: 2_000, at1: 500 },
  floor: { at32: 4_000, at1: 1_000 },
  stored: { at32: 320, at1: 100 },
};
const VARIANTS: readonly Variant[] = ['ours', 'package', 'floor', 'stored'];

interface Round {
  perSecond: number;
  /** Processor time of the server per request: what others do on this machine is not in it. */
  cpuMicroseconds: number;
  p50At1: number;
  p99At1: number;
  p99At32: number;
}

export const webhookBench: Bench = {
  name: 'webhook',
  about: 'a signed voice webhook answered with TwiML, against the twilio package on the same framework',
  needsBuild: false,
  onlyByName: false,
  async run(say) {
    const servers = await Promise.all(VARIANTS.map(startServer));
    try {
      const rounds = new Map<Variant, Round[]>(VARIANTS.map((variant) => [variant, []]));
      let serial = 0;
      const requests = (count: number) => Array.from({ length: count }, () => signedWebhook(++serial));
      for (let round = -1; round < ROUNDS; round++) {
        say(round < 0 ? 'warming up …' : `round ${round + 1} of ${ROUNDS} …`);
        for (const { variant, port, cpuMicroseconds } of servers) {
          const { at32, at1 } = REQUESTS[variant];
          const signed = requests(at32);
          const before = await cpuMicroseconds();
          const many = await load(port, signed, 32);
          const used = (await cpuMicroseconds()) - before;
          const single = await load(port, requests(at1), 1);
          if (!single.bodies[0]?.includes('<Identity>'))
            throw new Error(`${variant} rings nobody: ${single.bodies[0]}`);
          if (round < 0) continue;
          rounds.get(variant)?.push({
            perSecond: many.perSecond,
            cpuMicroseconds: used / at32,
            p99At32: percentile(many.tookMs, 0.99),
            p50At1: percentile(single.tookMs, 0.5),
            p99At1: percentile(single.tookMs, 0.99),
          });
        }
      }
      return {
        name: 'webhook',
        how: `26 parameters, signed, each a call of its own; servers in processes of their own; ${ROUNDS} rounds in turn, medians`,
        figures: figuresOf((variant) => rounds.get(variant) ?? []),
      };
    } finally {
      await Promise.all(servers.map((server) => server.stop()));
    }
  },
};

function figuresOf(of: (variant: Variant) => Round[]): Figure[] {
  const ratio = (key: keyof Round) =>
    pairedRatio(
      of('ours').map((one) => one[key]),
      of('package').map((one) => one[key]),
    );
  const aboveFloor = (variant: Variant) => {
    const cpu = (one: Variant) => of(one).map(({ cpuMicroseconds }) => cpuMicroseconds);
    return pairedDifferences(cpu(variant), cpu('floor'));
  };
  const absolute = (variant: Variant, what: string): Figure[] => {
    const mid = (key: keyof Round) => median(of(variant).map((one) => one[key]));
    const alone = `one at a time p50 ${mid('p50At1').toFixed(2)}, p99 ${mid('p99At1').toFixed(2)} ms; 32 at once p99 ${mid('p99At32').toFixed(1)} ms`;
    return [
      {
        what,
        value: mid('perSecond'),
        unit: '/s',
        note: `${mid('cpuMicroseconds').toFixed(0)} µs of processor each; ${alone}`,
      },
    ];
  };
  return [
    {
      what: 'guard, form and TwiML: requests, times the package',
      value: ratio('perSecond'),
      unit: 'x',
      goal: { least: 2.5 },
      note: '3x express with the package, which is 1.2x slower still (measured.md B)',
    },
    { what: 'p99 one at a time, times the package', value: ratio('p99At1'), unit: 'x', goal: { most: 0.3 } },
    { what: 'processor time of a request, times the package', value: ratio('cpuMicroseconds'), unit: 'x' },
    {
      what: 'the same, less what reading and answering alone takes',
      value: pairedRatio(aboveFloor('ours'), aboveFloor('package')),
      unit: 'x',
    },
    ...absolute('ours', 'guard, form and TwiML'),
    ...absolute('package', 'validateRequest, VoiceResponse'),
    ...absolute('floor', 'reading and answering alone'),
    ...absolute('stored', 'the whole webhook, on PGlite in memory'),
  ];
}

interface RunningServer extends ForkedServer {
  variant: Variant;
}

const SERVER = fileURLToPath(new URL('./webhook-server.ts', import.meta.url));

const startServer = async (variant: Variant): Promise<RunningServer> => ({
  ...(await forkServer(SERVER, [variant])),
  variant,
});
