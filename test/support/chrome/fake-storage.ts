import { FakeEvent, here } from './places.ts';

type Changes = Record<string, { oldValue?: unknown; newValue?: unknown }>;

/** One storage area: keeps copies, tells changes, and is closed to content scripts unless its level says otherwise. */
export class FakeStorage {
  readonly onChanged = new FakeEvent<[Changes]>();
  #kept = new Map<string, unknown>();
  #open: boolean;

  constructor({ openToPages }: { openToPages: boolean }) {
    this.#open = openToPages;
  }

  setAccessLevel = async ({ accessLevel }: { accessLevel: string }): Promise<void> => {
    this.#open = accessLevel !== 'TRUSTED_CONTEXTS';
  };

  get = async (keys?: string | string[] | null): Promise<Record<string, unknown>> => {
    this.#mayUse();
    const wanted = keys === undefined || keys === null ? [...this.#kept.keys()] : [keys].flat();
    const found = wanted.filter((key) => this.#kept.has(key)).map((key) => [key, this.#kept.get(key)]);
    return structuredClone(Object.fromEntries(found));
  };

  set = async (values: Record<string, unknown>): Promise<void> => {
    await this.#use();
    await this.#change(Object.entries(asJson(values)));
  };

  remove = async (keys: string | string[]): Promise<void> => {
    await this.#use();
    await this.#change([keys].flat().map((key) => [key, undefined]));
  };

  async #change(entries: [string, unknown][]): Promise<void> {
    const changes: Changes = {};
    for (const [key, newValue] of entries) {
      const oldValue = this.#kept.get(key);
      if (JSON.stringify(oldValue) === JSON.stringify(newValue)) continue;
      changes[key] = newValue === undefined ? { oldValue } : { oldValue, newValue };
      if (newValue === undefined) this.#kept.delete(key);
      else this.#kept.set(key, newValue);
    }
    if (Object.keys(changes).length > 0) void this.onChanged.fire(changes);
  }

  /** A moment passes until something is stored: who has died meanwhile stored nothing. */
  async #use(): Promise<void> {
    this.#mayUse();
    await Promise.resolve();
    if (!here().alive) await new Promise(() => undefined);
  }

  #mayUse(): void {
    if (here().kind === 'content-script' && !this.#open) {
      throw new Error('Access to storage is not allowed from this context.');
    }
  }
}

/** What Chrome stores and sends is JSON: undefined is left out, functions can't pass. */
export function asJson<T extends Record<string, unknown>>(value: T): Record<string, unknown> {
  const text: Record<string, unknown> = JSON.parse(JSON.stringify(value));
  return text;
}
