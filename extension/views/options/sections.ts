import {
  ClipboardCheck,
  Headphones,
  type IconNode,
  Info,
  Palette,
  PhoneIncoming,
  PhoneOutgoing,
  Plug,
  Users,
} from 'lucide';

export interface SectionEntry {
  readonly icon: IconNode;
  /** Only administrators see it: it is about the whole team. */
  readonly admin: boolean;
}

/** The options' sections in the order of the navigation. Their names are the page's addresses: `options.html#incoming`. */
export const SECTIONS = {
  connection: { icon: Plug, admin: true },
  incoming: { icon: PhoneIncoming, admin: true },
  outgoing: { icon: PhoneOutgoing, admin: true },
  people: { icon: Users, admin: true },
  calls: { icon: ClipboardCheck, admin: true },
  device: { icon: Headphones, admin: false },
  appearance: { icon: Palette, admin: false },
  about: { icon: Info, admin: false },
} as const satisfies Record<string, SectionEntry>;

export type SectionId = keyof typeof SECTIONS;

const isSection = (text: string): text is SectionId => Object.hasOwn(SECTIONS, text);

/** The sections that this person may see. */
export const sectionsFor = (admin: boolean): readonly SectionId[] =>
  Object.keys(SECTIONS)
    .filter(isSection)
    .filter((id) => admin || !SECTIONS[id].admin);

/** The section that an address's `#…` means, or the first one where it means none or one that is not for this person. */
export function sectionOf(hash: string, admin: boolean): SectionId {
  const wanted = hash.replace(/^#/, '');
  const [first = 'device'] = sectionsFor(admin);
  return isSection(wanted) && sectionsFor(admin).includes(wanted) ? wanted : first;
}
