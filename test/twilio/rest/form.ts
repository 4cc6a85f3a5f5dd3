import type { Method } from '#test/twilio/account/resources.ts';
import { RestError, unsupported } from './rest-error.ts';

/** A request's form parameters, read the way Twilio does: names are case-sensitive, unknown ones don't count. */
export class Form {
  readonly #values: URLSearchParams;

  constructor(body: string) {
    this.#values = new URLSearchParams(body);
  }

  text(name: string): string | undefined {
    return this.#values.get(name) ?? undefined;
  }

  all(name: string): string[] {
    return this.#values.getAll(name);
  }

  method(name: string, code = 21209): Method | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const method = value.toUpperCase();
    if (method === 'GET' || method === 'POST') return method;
    throw new RestError(400, code, `${name} is not a valid HTTP method: ${value}`);
  }

  /** An http(s) URL; an empty text takes the URL away. Twilio refuses private hosts; the local one lives on them. */
  url(name: string, code = 21205): string | undefined {
    const value = this.text(name);
    if (value === undefined || value === '') return value;
    if (/^https?:\/\//i.test(value) && URL.canParse(value)) return value;
    throw new RestError(400, code, `${name} is not a valid URL: ${value}`);
  }

  flag(name: string): boolean | undefined {
    const value = this.text(name);
    return value === undefined ? undefined : value.toLowerCase() === 'true';
  }

  /** One of these values; without it `standard`, and undefined there means that it must be given. */
  oneOf<T extends string>(name: string, values: readonly T[], standard: T | undefined): T {
    const text = this.text(name);
    if (text === undefined && standard === undefined)
      throw new RestError(400, 20001, `Missing required parameter ${name}`);
    const value = text === undefined || text === '' ? standard : values.find((one) => one === text);
    if (value === undefined) throw new RestError(400, 20001, `Invalid ${name}: ${text}`);
    return value;
  }

  whole(name: string, { least, most, code }: { least: number; most: number; code: number }): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (/^\d+$/.test(value) && Number(value) >= least && Number(value) <= most) return Number(value);
    throw new RestError(400, code, `Invalid ${name}: ${value}`);
  }

  /** At most 64 characters. */
  friendlyName(): string | undefined {
    const value = this.text('FriendlyName');
    if (value !== undefined && value.length > 64)
      throw new RestError(400, 20002, 'FriendlyName is longer than 64 characters');
    return value;
  }

  refuse(names: readonly string[]): void {
    for (const name of names) {
      const value = this.text(name);
      if (value !== undefined && value !== '' && value !== 'false') throw unsupported(`${name}=${value}`);
    }
  }
}

/** Leaves out what was not given, so that it can be laid over what is there. */
export function given<T extends object>(values: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  // The compiler can't see that filtering the entries took the undefined ones out.
  return Object.fromEntries(entries) as { [Name in keyof T]?: Exclude<T[Name], undefined> };
}
