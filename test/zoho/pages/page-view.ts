import type { CrmModule } from '#test/zoho/records/crm-module.ts';
import type { CallingVariant } from '#test/zoho/settings.ts';
import type { Words } from './words.ts';

/** What the page's script gets from the server: everything in the user's language, ready to be shown. */

export interface SessionView {
  user: { key: string; name: string; initials: string };
  organisation: string;
  /** `/crm/org<N>/tab` */
  base: string;
  language: 'en' | 'es';
  calling: CallingVariant;
  tabs: { label: string; href: string; module: CrmModule | null }[];
  words: Words;
}

export type CellKind = 'text' | 'phone' | 'email' | 'website' | 'link' | 'check' | 'long';

/** One value on the page. */
export interface CellView {
  kind: CellKind;
  text: string;
  href?: string;
  /** For a masked phone: `locked` for who may not see it, else the text the eye beside it uncovers. */
  covered?: { locked: true } | { locked: false; text: string };
}

export interface FieldView extends CellView {
  api: string;
  label: string;
  editable: boolean;
}

export interface SectionView {
  id: string;
  title: string;
  fields: FieldView[];
}

export interface TableView {
  id: string;
  title: string;
  columns: string[];
  rows: CellView[][];
}

/** A file that hangs on a record or a note. */
export interface FileView {
  id: string;
  name: string;
  size: string;
  /** Of the file itself, for who is signed in; of a link, where it leads. */
  href: string;
  kind: 'audio' | 'file' | 'link';
  by: string;
  at: string;
}

export interface NoteView {
  title: string;
  text: string;
  by: string;
  initials: string;
  /** "Contact – Laura Gómez" */
  about: string;
  at: string;
  files: FileView[];
}

/** A call or task as a related list shows it. */
export interface ActivityView {
  kind: 'task' | 'outgoing' | 'incoming' | 'missed';
  subject: string;
  /** Moment or day, as the viewer reads it. */
  when: string;
  /** Its day or hour is past, and it is not done. */
  late: boolean;
  type: string;
  status: string;
  duration: string;
  result: string;
  owner: string;
  text: string;
}

interface RelatedHead {
  id: string;
  title: string;
}

/** The lists below a record, each with its own look. */
export type RelatedView =
  | ({ kind: 'table' } & TableView)
  | (RelatedHead & { kind: 'notes'; notes: NoteView[] })
  | (RelatedHead & { kind: 'files'; files: FileView[] })
  | (RelatedHead & { kind: 'open'; columns: { title: string; activities: ActivityView[] }[] })
  | (RelatedHead & { kind: 'closed'; activities: ActivityView[] });

export interface RecordView {
  module: CrmModule;
  id: string;
  title: string;
  /** The account, or a lead's company. */
  subtitle: { text: string; href: string | null } | null;
  card: FieldView[];
  sections: SectionView[];
  related: RelatedView[];
  timeline: { when: string; text: string; by: string }[];
  lastUpdate: string;
  list: string;
  previous: string | null;
  next: string | null;
}

export interface ListView {
  module: CrmModule;
  title: string;
  count: number;
  columns: { api: string; label: string; kind: CellKind }[];
  rows: { id: string; href: string; cells: CellView[] }[];
}

export interface HomeView {
  greeting: string;
  tables: TableView[];
}
