import type { Attack } from './attack.ts';
import { forgedWebhooks } from './forged-webhooks.attack.ts';
import { fuzzedWebhooks } from './fuzzed-webhooks.attack.ts';
import { interleavings } from './interleavings.attack.ts';
import { markup } from './markup.attack.ts';
import { otherIdentities } from './other-identities.attack.ts';
import { plantedSecrets } from './planted-secrets.attack.ts';
import { replays } from './replays.attack.ts';
import { ssrf } from './ssrf.attack.ts';
import { tollFraud } from './toll-fraud.attack.ts';

/** The whole of `npm run attack`. */
export const ALL_ATTACKS: readonly Attack[] = [
  interleavings,
  forgedWebhooks,
  replays,
  otherIdentities,
  tollFraud,
  ssrf,
  markup,
  plantedSecrets,
  fuzzedWebhooks,
];

/** So many tries are a share of all: at least one. */
export const tries = ({ count }: Pick<Attack, 'count'>, share: number): number =>
  Math.max(1, Math.round(count * share));
