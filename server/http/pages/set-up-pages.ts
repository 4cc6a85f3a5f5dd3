import type { Problem } from '#shared/problem.ts';
import type { Page } from './page.ts';

/** A step before the CRM, so that programs which open links for a preview do not begin anything. */
export const beginPage = (href: string): Page => ({
  tone: 'plain',
  title: { en: 'Set up Sidetone', es: 'Configurar Sidetone' },
  text: [
    {
      en: 'Sign in to Zoho CRM as an administrator. From then on this server belongs to your organisation: its active CRM users can sign in, and nobody else.',
      es: 'Inicie sesión en Zoho CRM como administrador. Desde ese momento este servidor pertenece a su organización: podrán entrar sus usuarios activos del CRM y nadie más.',
    },
  ],
  links: [{ words: { en: 'Continue with Zoho CRM', es: 'Continuar con Zoho CRM' }, href }],
});

export const donePage = (organisation: string, joinUrl: string): Page => ({
  tone: 'good',
  title: { en: `Sidetone now belongs to ${organisation}`, es: `Sidetone ya pertenece a ${organisation}` },
  text: [
    {
      en: 'Next, open Sidetone in your browser and sign in. Send the same link to your team.',
      es: 'Ahora abra Sidetone en su navegador e inicie sesión. Envíe el mismo enlace a su equipo.',
    },
  ],
  value: { label: { en: 'Link for your team', es: 'Enlace para su equipo' }, text: joinUrl },
  links: [{ words: { en: 'Open Sidetone', es: 'Abrir Sidetone' }, href: joinUrl }],
});

/** `again`: where to start over, where that helps. */
export function problemPage(problem: Problem, again?: string): Page {
  const known = PROBLEM_WORDS[problem.code];
  return {
    tone: 'bad',
    title: known?.title ?? { en: 'That did not work', es: 'No ha funcionado' },
    text: [known?.text(problem) ?? { en: problem.message, es: problem.message }],
    ...(again ? { links: [{ words: { en: 'Try again', es: 'Intentarlo de nuevo' }, href: again }] } : {}),
  };
}

type ProblemWords = { title: Page['title']; text: (problem: Problem) => Page['title'] };

const PROBLEM_WORDS: Partial<Record<Problem['code'], ProblemWords>> = {
  'set-up-link-used': {
    title: { en: 'This server is set up already', es: 'Este servidor ya está configurado' },
    text: () => ({
      en: 'The set-up link works once. Open Sidetone in your browser and sign in with your CRM account.',
      es: 'El enlace de configuración funciona una sola vez. Abra Sidetone en su navegador e inicie sesión con su cuenta del CRM.',
    }),
  },
  'not-found': {
    title: { en: 'This link is not valid', es: 'Este enlace no es válido' },
    text: () => ({
      en: 'The server prints a new set-up link each time it starts, and the former one ends. Use the newest from its log.',
      es: 'El servidor muestra un enlace nuevo en cada inicio y el anterior deja de valer. Use el más reciente de su registro.',
    }),
  },
  'not-admin': {
    title: { en: 'An administrator is needed', es: 'Se necesita un administrador' },
    text: () => ({
      en: 'You signed in to the CRM as a user who is not an administrator. The link stays good: send it to one of your CRM administrators.',
      es: 'Ha iniciado sesión en el CRM con un usuario que no es administrador. El enlace sigue siendo válido: envíelo a un administrador de su CRM.',
    }),
  },
  'user-not-active': {
    title: { en: 'This CRM user is not active', es: 'Este usuario del CRM no está activo' },
    text: () => ({
      en: 'Ask your CRM administrator to activate it.',
      es: 'Pida a su administrador del CRM que lo active.',
    }),
  },
  'sign-in-refused': {
    title: { en: 'You were not signed in', es: 'No se ha iniciado la sesión' },
    text: () => ({
      en: 'The CRM did not confirm the sign-in, or it took too long. Start again where you came from.',
      es: 'El CRM no confirmó el inicio de sesión, o tardó demasiado. Empiece de nuevo donde lo dejó.',
    }),
  },
  'crm-away': {
    title: { en: 'Zoho CRM does not answer', es: 'Zoho CRM no responde' },
    text: () => ({ en: 'Try again in a moment.', es: 'Inténtelo de nuevo en un momento.' }),
  },
  'too-many-requests': {
    title: { en: 'Too many attempts', es: 'Demasiados intentos' },
    text: () => ({ en: 'Wait a minute, then try again.', es: 'Espere un minuto e inténtelo de nuevo.' }),
  },
  'bad-request': {
    title: { en: 'This address is not complete', es: 'Esta dirección no está completa' },
    text: () => ({
      en: 'Sign-in starts in the Sidetone extension. Open it there.',
      es: 'El inicio de sesión empieza en la extensión Sidetone. Ábralo desde allí.',
    }),
  },
  'not-allowed': {
    title: { en: 'This extension is not allowed here', es: 'Esta extensión no está permitida aquí' },
    text: () => ({
      en: 'The server does not know the extension that asked. Its operator lists the allowed ones in EXTENSION_IDS.',
      es: 'El servidor no conoce la extensión que lo ha solicitado. Su operador indica las permitidas en EXTENSION_IDS.',
    }),
  },
};
