import type { Language } from '#extension/locales/language.ts';

/** What only the in-page card says; everything else of a call stands in `locales/`. */
export interface CardWords {
  card: (who: string) => string;
  minimise: string;
  expand: (who: string) => string;
  move: string;
}

export const cardWords: Record<Language, CardWords> = {
  en: {
    card: (who) => `Call with ${who}`,
    minimise: 'Minimise',
    expand: (who) => `Show the call with ${who}`,
    move: 'Drag to move, or press Alt, Shift and an arrow',
  },
  es: {
    card: (who) => `Llamada con ${who}`,
    minimise: 'Minimizar',
    expand: (who) => `Mostrar la llamada con ${who}`,
    move: 'Arrastra para mover, o pulsa Alt, Mayús y una flecha',
  },
};
