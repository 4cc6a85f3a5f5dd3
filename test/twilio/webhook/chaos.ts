import type { WebhookKind } from './timeline.ts';

export const CHAOS_NAMES = ['duplicate', 'reorder', 'delay', 'drop', 'wrong-signature', 'replay'] as const;
export type ChaosName = (typeof CHAOS_NAMES)[number];

/** A fault to be put into webhooks. */
export interface ChaosRule {
  /**
   * `duplicate`: sent `copies` times at the same time. `reorder`: held back until the next one of its call has been sent (status callbacks
   * only), or `delayMs`. `delay`: sent `delayMs` late. `drop`: never sent. `wrong-signature`: signed with another token.
   * `replay`: sent once more, byte for byte, `delayMs` after it was answered.
   */
  what: ChaosName;
  kind: WebhookKind | 'all';
  /** How many requests it hits; default: all. */
  count?: number;
  /** 0 to 1, drawn from `seed`; default 1. */
  probability?: number;
  seed?: number;
  /** Default 5000; turned by the Clock. */
  delayMs?: number;
  /** Of a duplicate; default 2. */
  copies?: number;
}

const ORDERED_KINDS: ReadonlySet<WebhookKind> = new Set([
  'call-status',
  'leg-status',
  'recording-status',
  'conference-status',
]);

/** The faults now in force. The first rule that hits a request is the one it gets. */
export class Chaos {
  #rules: { rule: ChaosRule; left: number; random: () => number }[] = [];

  add(rule: ChaosRule): void {
    this.#rules.push({ rule, left: rule.count ?? Number.POSITIVE_INFINITY, random: randomFrom(rule.seed ?? 1) });
  }

  clear(): void {
    this.#rules = [];
  }

  list(): (ChaosRule & { left: number | 'all' })[] {
    return this.#rules.map(({ rule, left }) => ({ ...rule, left: Number.isFinite(left) ? left : 'all' }));
  }

  /** The fault for the next request of this kind, if one is due; counted rules are used up by it. */
  draw(kind: WebhookKind): { what: ChaosName; delayMs: number; copies: number } | null {
    for (const entry of this.#rules) {
      const { rule } = entry;
      if (entry.left <= 0 || (rule.kind !== 'all' && rule.kind !== kind)) continue;
      if (rule.what === 'reorder' && !ORDERED_KINDS.has(kind)) continue;
      if (entry.random() >= (rule.probability ?? 1)) continue;
      entry.left -= 1;
      return { what: rule.what, delayMs: rule.delayMs ?? 5_000, copies: rule.copies ?? 2 };
    }
    return null;
  }
}

/** A small seeded generator (mulberry32): a failing run can be run again. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
