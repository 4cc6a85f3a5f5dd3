import {
  Activity,
  Ban,
  ClipboardCheck,
  Headphones,
  History,
  type IconNode,
  Info,
  Palette,
  PhoneIncoming,
  PhoneOutgoing,
  Plug,
  ShieldCheck,
  Stethoscope,
  Users,
} from 'lucide';
import { CONTRACT } from '#shared/api/version.ts';

export interface SectionEntry {
  readonly icon: IconNode;
  /** Only administrators see it: it is about the whole team. */
  readonly admin: boolean;
  /** The server has it since contract 1.3: with an older one it isn't shown. */
  readonly since13?: true;
  /** Since contract 1.4. */
  readonly since14?: true;
}

/** The options' sections in the order of the navigation. Their names are the page's addresses: `options.html#incoming`. */
export const SECTIONS = {
  connection: { icon: Plug, admin: true },
  incoming: { icon: PhoneIncoming, admin: true },
  outgoing: { icon: PhoneOutgoing, admin: true },
  people: { icon: Users, admin: true },
  live: { icon: Activity, admin: true, since14: true },
  blocked: { icon: Ban, admin: true, since13: true },
  calls: { icon: ClipboardCheck, admin: true },
  compliance: { icon: ShieldCheck, admin: true, since14: true },
  changes: { icon: History, admin: true, since13: true },
  diagnosis: { icon: Stethoscope, admin: false },
  device: { icon: Headphones, admin: false },
  appearance: { icon: Palette, admin: false },
  about: { icon: Info, admin: false },
} as const satisfies Record<string, SectionEntry>;

export type SectionId = keyof typeof SECTIONS;

const isSection = (text: string): text is SectionId => Object.hasOwn(SECTIONS, text);

/** Who looks, and with which server. */
export interface Reader {
  readonly admin: boolean;
  readonly olderServer: boolean;
  /** The minor of the server's contract; missing: ours. */
  readonly minor?: number;
}

/** The sections that this person may see. */
export const sectionsFor = ({ admin, minor = CONTRACT.minor, olderServer }: Reader): readonly SectionId[] =>
  Object.keys(SECTIONS)
    .filter(isSection)
    .filter((id) => {
      const section: SectionEntry = SECTIONS[id];
      return (
        (admin || !section.admin) &&
        !(olderServer && section.since13) &&
        !(section.since14 && (olderServer || minor < 4))
      );
    });

/**
 * The section that an address's `#…` means (`#incoming`, or a place in it: `#incoming/+34…`), or the first one where it means none or
 * one that is not for this person.
 */
export function sectionOf(hash: string, reader: Reader): SectionId {
  const [wanted = ''] = hash.replace(/^#/, '').split('/');
  const sections = sectionsFor(reader);
  return isSection(wanted) && sections.includes(wanted) ? wanted : (sections[0] ?? 'device');
}
