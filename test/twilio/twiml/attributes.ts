import type { ErrorCode } from '#test/twilio/account/error-catalogue.ts';
import type { Element } from './document.ts';
import { Fault } from './fault.ts';

/** Reads one attribute's text; undefined means: not a value of this kind. */
export interface Reader<T> {
  read(text: string): T | undefined;
  standard: T;
  /** What Twilio reports of a bad value; the standard value holds then. */
  code: ErrorCode;
}

type Values<Spec> = { [Name in keyof Spec]: Spec[Name] extends Reader<infer T> ? T : never };

export interface AttributeSpec<Spec extends Record<string, Reader<unknown>>> {
  done: Spec;
  /** Attributes that Twilio knows and that make no difference here. */
  ignored?: readonly string[];
  /** Attributes whose effect is missing here. They fail loudly, unless they have one of these values, which ask for nothing. */
  refused?: Record<string, readonly string[]>;
}

/**
 * Reads an element's attributes. Names and values are case-sensitive. Bad values and unknown names are warned about and don't
 * count; a `refused` one throws the Fault `unsupported`.
 */
export function readAttributes<Spec extends Record<string, Reader<unknown>>>(
  element: Element,
  spec: AttributeSpec<Spec>,
  warn: (code: ErrorCode, detail: string) => void,
): Values<Spec> {
  for (const [name, value] of Object.entries(element.attributes)) {
    const harmless = spec.refused?.[name];
    if (harmless && !harmless.includes(value)) {
      throw new Fault('unsupported', `<${element.name} ${name}="${value}">`);
    }
    if (!(name in spec.done) && !harmless && !spec.ignored?.includes(name)) {
      warn('12200', `attribute '${name}' is not allowed in element '${element.name}'`);
    }
  }
  const values = Object.entries(spec.done).map(([name, reader]) => {
    const text = element.attributes[name];
    if (text === undefined) return [name, reader.standard];
    const value = reader.read(text.trim());
    if (value === undefined) warn(reader.code, `${name}="${text}" in <${element.name}>`);
    return [name, value ?? reader.standard];
  });
  // Built from the spec's own keys and readers, which is more than Object.fromEntries can tell the compiler.
  return Object.fromEntries(values) as Values<Spec>;
}

export const text = (standard = ''): Reader<string> => ({ read: (value) => value, standard, code: '12200' });

export const flag = (standard: boolean, code: ErrorCode = '12200'): Reader<boolean> => ({
  read: (value) => (value === 'true' ? true : value === 'false' ? false : undefined),
  standard,
  code,
});

/** A whole number; values beyond `least` and `most` are not one. */
export const whole = (
  standard: number,
  code: ErrorCode,
  { least = 0, most = Number.MAX_SAFE_INTEGER } = {},
): Reader<number> => ({
  read: (value) => (/^\d+$/.test(value) && Number(value) >= least && Number(value) <= most ? Number(value) : undefined),
  standard,
  code,
});

export const oneOf = <T extends string>(values: readonly T[], standard: T, code: ErrorCode = '12200'): Reader<T> => ({
  read: (value) => values.find((one) => one === value),
  standard,
  code,
});

export const httpMethod = (code: ErrorCode = '12200', standard: 'GET' | 'POST' = 'POST') =>
  oneOf(['GET', 'POST'], standard, code);
