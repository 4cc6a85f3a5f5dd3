export const MEDIA_FAULT_NAMES = ['missing', 'error', 'slow', 'cut'] as const;

/** A fault to be put into the download of recordings. */
export interface MediaFault {
  /** `missing`: 404. `error`: 500. `slow`: answers `delayMs` later, by the Clock. `cut`: the connection breaks off after half the file. */
  what: (typeof MEDIA_FAULT_NAMES)[number];
  /** Only this recording; default: every one. */
  recordingSid?: string | undefined;
  /** How many requests it hits; default: all, until the faults are cleared. */
  count?: number | undefined;
  /** Default 5000. */
  delayMs?: number | undefined;
}

const DELAY_MS = 5000;

/** The faults now in force. The first that fits a request is the one it gets. */
export class MediaFaults {
  #faults: { fault: MediaFault; left: number }[] = [];

  add(fault: MediaFault): void {
    this.#faults.push({ fault, left: fault.count ?? Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.#faults = [];
  }

  list(): (MediaFault & { left: number | 'all' })[] {
    return this.#faults.map(({ fault, left }) => ({ ...fault, left: Number.isFinite(left) ? left : 'all' }));
  }

  /** The fault for a download, if one is due; counted ones are used up by it. */
  draw(recordingSid: string): { what: MediaFault['what']; delayMs: number } | null {
    const due = this.#faults.find(
      ({ fault, left }) => left > 0 && (fault.recordingSid === undefined || fault.recordingSid === recordingSid),
    );
    if (!due) return null;
    due.left -= 1;
    return { what: due.fault.what, delayMs: due.fault.delayMs ?? DELAY_MS };
  }
}
