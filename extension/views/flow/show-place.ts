import { type Desk, optionId, partId } from '#extension/views/flow/desk.ts';
import type { Finding } from '#shared/api/call-flow-api.ts';

const FIELD = 'input:not([type=hidden]):not(.sr), textarea, select, button';

/** Goes to the place that a finding is about: opens it, scrolls to it, and puts the focus there. */
export function showPlace(desk: Desk, finding: Pick<Finding, 'option' | 'part'>): void {
  const inTree = finding.option !== null || finding.part === 'menu';
  if (finding.option !== null) desk.toggle(finding.option, true);
  // Once what was opened is drawn.
  requestAnimationFrame(() => {
    const id = finding.option !== null ? optionId(finding.option) : partId(finding.part);
    const place = document.getElementById(id);
    if (place === null) return;
    place.scrollIntoView({ block: 'center' });
    const field = inTree && finding.option !== null ? place : (place.querySelector<HTMLElement>(FIELD) ?? place);
    field.focus({ preventScroll: true });
  });
}
