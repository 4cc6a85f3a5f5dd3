import type { RecordRef } from '#shared/crm/crm-record.ts';

/** What Sidetone has to know of one CRM's pages. Everything is read from URL and DOM, nothing is changed; a page may lie. */
export interface CrmPage {
  readonly crm: 'zoho';
  matches(url: URL): boolean;
  /** The record that a page of this address shows; null for lists, settings and modules that calls can't belong to. */
  record(url: URL): RecordRef | null;
  /** The record that a number at `element` belongs to, where the page says so itself (a row of a list, a related record). */
  recordAt(element: Element): RecordRef | null;
  /** The CRM's own element for one phone number around `element`: what stands in it is a number whatever its label says. */
  phoneField(element: Element): Element | null;
  /** The CRM hides this value, or parts of it. */
  isMasked(element: Element): boolean;
}
