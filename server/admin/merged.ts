import { isDeepStrictEqual } from 'node:util';

/** Settings as an administrator saves them, and those that she opened; missing: of an extension that does not tell. */
export type Entered<Settings> = Settings & { basedOn?: Settings | undefined };

/**
 * Settings that are saved as a whole, while somebody else may have saved them since they were opened: what was changed of `basedOn` is as
 * it was entered, and all else as it is now.
 */
export function merged<Settings extends object>(now: Settings, entered: Settings, basedOn: Settings): Settings {
  const both = { ...entered };
  for (const name in entered) if (isDeepStrictEqual(entered[name], basedOn[name])) both[name] = now[name];
  return both;
}
