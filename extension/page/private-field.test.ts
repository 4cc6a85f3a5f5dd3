import { describe, expect, it } from 'vitest';
import { isPrivate } from './private-field.ts';

const field = (over: Partial<Parameters<typeof isPrivate>[0]>) =>
  isPrivate({ type: 'text', autocomplete: '', words: [], ...over });

describe('a field that nobody may record', () => {
  it.each(['cc-number', 'cc-csc', 'section-blue shipping cc-exp', 'current-password', 'CC-NUMBER'])(
    'is one that the browser fills with %s',
    (autocomplete) => expect(field({ autocomplete })).toBe(true),
  );

  it('is every field for a password', () => expect(field({ type: 'password' })).toBe(true));

  it.each([
    ...['Card number', 'cardNumber', 'card_number', 'Credit card', 'CVC', 'cvv', 'IBAN', 'Security code', 'cvc2'],
    ...[
      'Número de tarjeta',
      'numeroTarjeta',
      'Nº de tarjeta',
      'Tarjeta de crédito',
      'Código de seguridad',
      'Contraseña',
    ],
  ])('is one called %j', (words) => expect(field({ words: ['', words] })).toBe(true));
});

describe('a field that may be heard', () => {
  it.each(['', 'off', 'name', 'tel', 'cc-name', 'cc-type', 'email'])(
    'is one that the browser fills with %j',
    (autocomplete) => expect(field({ autocomplete })).toBe(false),
  );

  it.each([
    'Postcard',
    'Company',
    'Panel',
    'Description',
    'Business card holder',
    'Código postal',
    'Tarjeta de visita',
    'Cuenta',
  ])('is one called %j', (words) => expect(field({ words: [words] })).toBe(false));
});
