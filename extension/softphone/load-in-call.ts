type InCall = typeof import('./in-call.ts');

let loaded: InCall | null = null;

/** What is loaded once somebody talks; null until then, and where it could not be loaded: the call goes on without. */
export const inCall = (): InCall | null => loaded;

/** Loads it, once. Never fails: what could not be loaded is tried again at the next asking. */
export async function loadInCall(): Promise<void> {
  try {
    loaded ??= await import('./in-call.ts');
  } catch (error) {
    // The call goes on without a second one beside it, and unmeasured.
    console.warn('in-call', error);
  }
}
