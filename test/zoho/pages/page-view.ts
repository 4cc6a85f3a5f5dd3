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

export interface RecordView {
  module: CrmModule;
  id: string;
  title: string;
  /** The account, or a lead's company. */
  subtitle: { text: string; href: string | null } | null;
  card: FieldView[];
  sections: SectionView[];
  related: TableView[];
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
