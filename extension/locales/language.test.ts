import { expect, it } from 'vitest';
import { languageFor, messagesIn } from '#extension/locales/language.ts';

it.each([
  ['auto', ['es-MX', 'en'], 'es'],
  ['auto', ['ES'], 'es'],
  ['auto', ['de-DE', 'es', 'en'], 'es'],
  ['auto', ['en-GB', 'es'], 'en'],
  ['auto', ['de', 'fr'], 'en'],
  ['auto', [], 'en'],
  ['es', ['en'], 'es'],
  ['en', ['es'], 'en'],
] as const)('with the setting %s and the browser’s %j it speaks %s', (setting, preferred, language) =>
  expect(languageFor(setting, preferred)).toBe(language),
);

it('uses the customer’s own Spanish terms', () => {
  const { call, popup, options } = messagesIn('es');
  expect(call.incoming).toBe('Llamada entrante');
  expect(call.ended).toBe('Llamada finalizada');
  expect(popup.presence).toMatchObject({ online: 'En línea', offline: 'Sin conexión' });
  expect(options.incoming.allAtOnce(2)).toContain('marcado simultáneo');
});

it('counts one and many', () => {
  expect(messagesIn('en').popup.missedCount(1)).toBe('1 missed call');
  expect(messagesIn('en').popup.missedCount(2)).toBe('2 missed calls');
  expect(messagesIn('es').popup.missedCount(1)).toBe('1 llamada perdida');
  expect(messagesIn('es').options.connection.numbers(1)).toBe('1 número');
});
