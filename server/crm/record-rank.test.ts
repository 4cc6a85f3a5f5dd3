import { expect, it } from 'vitest';
import { bestRecords, type Candidate } from './record-rank.ts';

const person = (id: string, name: string, company: string | null = null, ...numbers: string[]): Candidate => ({
  record: { ref: { kind: 'contact', id }, name, company, title: null, ownerName: null, email: null, url: '' },
  numbers,
});
const names = (text: string, candidates: Candidate[]) => bestRecords(text, candidates).map(({ name }) => name);

it('puts names that begin with the text first, then words, then companies, then numbers', () => {
  const all = [
    person('1', 'Iker Zubía', 'x', '+34 944 23 11 60'),
    person('2', 'Ana Ruiz', 'Gómez y Cía'),
    person('3', 'Pedro Gomezanda', null),
    person('4', 'Argómez Paz', null),
    person('5', 'Gómez Ibarra, Luis', null),
  ];
  expect(names('gomez', all)).toEqual(['Gómez Ibarra, Luis', 'Pedro Gomezanda', 'Argómez Paz', 'Ana Ruiz']);
  expect(names('44 2311', all)).toEqual(['Iker Zubía']);
});

it('wants each of several words, in name or company, in any order', () => {
  const all = [person('1', 'Laura Gómez', 'Transportes Norte'), person('2', 'Laura Díaz', null)];
  expect(names('GOMEZ laura', all)).toEqual(['Laura Gómez']);
  expect(names('norte laura', all)).toEqual(['Laura Gómez']);
});

it('shows a record once and ten at most', () => {
  const twice = [person('1', 'Laura'), person('1', 'Laura')];
  expect(names('la', twice)).toEqual(['Laura']);
  expect(
    names(
      'la',
      Array.from({ length: 30 }, (_, at) => person(String(at), `Laura ${at}`)),
    ),
  ).toHaveLength(10);
});

it('takes letters with digits for words, and two digits for no number', () => {
  const all = [person('1', 'Casa 44', null, '+34 944 231 160')];
  expect(names('44', all)).toEqual(['Casa 44']);
  expect(names('b44', all)).toEqual([]);
  expect(names('94', all)).toEqual([]);
  expect(names('0944', all)).toEqual(['Casa 44']);
});
