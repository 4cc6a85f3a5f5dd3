/**
 * The version of the contract between extension and server. A new optional field, event or route raises `minor`; anything that an
 * older side would misread raises `major`. Each side serves the other's previous minor; whoever is older is told to update.
 */
export const CONTRACT = { major: 1, minor: 4 } as const;

/** Header of every request of the extension: `Sidetone-Contract: 1.4`. */
export const CONTRACT_HEADER = 'sidetone-contract';

export type ContractVersion = { major: number; minor: number };

export const contractText = (version: ContractVersion = CONTRACT): string => `${version.major}.${version.minor}`;

/** Reads `1.3`; undefined when it is no version. */
export function parseContract(text: string): ContractVersion | undefined {
  const match = /^(\d{1,4})\.(\d{1,4})$/.exec(text);
  return match ? { major: Number(match[1]), minor: Number(match[2]) } : undefined;
}

/** How two versions get on, seen from `mine`: the other may be one minor older or newer. */
export function compareContract(
  mine: ContractVersion,
  theirs: ContractVersion,
): 'fits' | 'mine-is-older' | 'theirs-is-older' {
  if (mine.major !== theirs.major) return mine.major < theirs.major ? 'mine-is-older' : 'theirs-is-older';
  if (Math.abs(mine.minor - theirs.minor) <= 1) return 'fits';
  return mine.minor < theirs.minor ? 'mine-is-older' : 'theirs-is-older';
}
