import { describe, expect, it } from 'vitest';
import { crmScreens } from '#test/page/crm-screens.ts';
import { NO_NUMBERS, WRITTEN, WRITTEN_TOGETHER } from '#test/page/writings.ts';
import { createDetector, type Detector } from './find-numbers.ts';

const detectors = new Map<string, Detector>();
function detectorOf(country: string): Detector {
  const detector = detectors.get(country) ?? createDetector({ country });
  detectors.set(country, detector);
  return detector;
}

describe('a number is found as people write it', () => {
  for (const [country, text, e164, extension = null] of WRITTEN) {
    it(`${country}: ${text}`, () => {
      const found = detectorOf(country)(text);
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({ e164, extension });
    });
  }
});

describe('two numbers in one text are two', () => {
  it.each(WRITTEN_TOGETHER)('%s: %s', (country, text, numbers) => {
    expect(detectorOf(country)(text).map(({ e164 }) => e164)).toEqual(numbers);
  });
});

describe('what only looks like a number is none', () => {
  it.each(NO_NUMBERS)('%s: %s', (country, text) => expect(detectorOf(country)(text)).toEqual([]));
});

describe('on made-up CRM screens of every country', () => {
  it.each([3, 20261122])('finds 99 of 100 numbers, and 99 of 100 finds are numbers (seed %i)', (seed) => {
    let wanted = 0;
    let right = 0;
    let wrong = 0;
    for (const { country, label, text, numbers } of crmScreens(seed)) {
      const found = detectorOf(country)(text, () => label).map(({ e164 }) => String(e164));
      wanted += numbers.length;
      right += numbers.filter((number) => found.includes(number)).length;
      wrong += found.filter((number) => !numbers.includes(number)).length;
    }
    expect(wanted).toBeGreaterThan(10_000);
    expect(right / wanted).toBeGreaterThan(0.99);
    expect(right / (right + wrong)).toBeGreaterThan(0.99);
  });
});

describe('where it stands', () => {
  const detect = createDetector({ country: 'ES' });
  it.each([
    ['Call (+34) 612 345 678, please', '(+34) 612 345 678'],
    ['(612 345 678)', '612 345 678'],
    ['Tel. 944 23 11 60 ext. 9.', '944 23 11 60 ext. 9'],
    ['(944 23 11 60 x9)', '944 23 11 60 x9'],
    ['\u202a+34 612 345 678\u202c', '+34 612 345 678'],
  ])('%s', (text, writing) => {
    const [found] = detect(text);
    expect(text.slice(found?.start, found?.end)).toBe(writing);
  });
});

describe('what stands beside the text in the page', () => {
  const detect = createDetector({ country: 'ES' });
  const uk = createDetector({ country: 'GB' });
  it.each([
    ...['Order number', 'Nº de pedido', 'Kundennummer', 'Factura', 'Record Id', 'NIF', 'Amount'],
    ...['C.I.F.', 'N.I.F. del cliente', 'D.N.I.', 'Cuenta bancaria', 'Código de producto', 'Referencia catastral'],
    ...['Precio', 'Saldo', 'Ingresos anuales', 'Cantidad', 'RUC', 'Cédula', 'Call customer no.'],
  ])('%s: not a number', (label) => expect(detect('612345678', () => label)).toEqual([]));
  it.each([
    ...['Phone', 'Teléfono móvil', 'Mobile', '', 'Ana Ruiz', 'Notes', 'T.', 'Ana C.'],
    ...[
      'Teléfono de la cuenta',
      'Teléfono de envío',
      'Telefone da conta',
      'Téléphone du compte',
      'Phone of the account',
    ],
    ...['Teléfono cliente', 'Teléfono del cliente', 'Telefonnummer Kunde', 'Llamar al cliente'],
  ])('"%s": a number', (label) => expect(detect('612345678', () => label)).toHaveLength(1));
  it('a number whose first zero a spreadsheet ate is believed only in a phone field', () => {
    expect(uk('7911123456', () => 'Mobile')).toMatchObject([{ e164: '+447911123456' }]);
    expect(uk('7911123456', () => 'Reference')).toEqual([]);
    expect(uk('7911123456', () => '')).toEqual([]);
  });
  it('is not asked for a number that says its country', () => {
    expect(detect('+34 612 345 678', () => expect.unreachable())).toHaveLength(1);
  });
});

describe('bad input', () => {
  const detect = createDetector({ country: 'ES' });
  it.each([
    '',
    '+',
    '0'.repeat(30),
    '1'.repeat(100_000),
    '+34 '.repeat(20_000),
    '612 345 '.repeat(20_000),
    '('.repeat(50_000),
  ])('text %#: answers soon, finds nothing', (text) => expect(detect(text)).toEqual([]));
  it('finds a number in the middle of a long text', () => {
    expect(detect(`${'lorem 12 ipsum '.repeat(5_000)}612 345 678${' dolor 3.5 sit'.repeat(5_000)}`)).toHaveLength(1);
  });
  it('reads international numbers where the country is not known', () => {
    expect(createDetector({ country: '??' })('612345678 or +34 612 345 678')).toMatchObject([{ e164: '+34612345678' }]);
  });
});
