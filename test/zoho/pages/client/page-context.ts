import type { SessionView } from '#test/zoho/pages/page-view.ts';
import type { CallingVariant } from '#test/zoho/settings.ts';

/** What every part of the page knows. */
export interface PageContext {
  session: SessionView;
  /** `?calling=` of the first address, else the CRM's setting. */
  calling: CallingVariant;
  /** The record on show: Zoho writes it beside the numbers it would dial. */
  record: { module: string; id: string } | null;
  go(href: string): void;
}
