import { createContext } from 'preact';

/** How the softphone can be kept open beside her work: each missing where the browser can't, or where it is there already. */
export interface Stay {
  readonly atSide?: () => void;
  readonly asWindow?: () => void;
}

export const StayContext = createContext<Stay>({});
