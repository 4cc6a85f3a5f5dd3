import { expect, it } from 'vitest';
import { spanishPhones } from './spanish-phones.ts';

it.each([
  ['hola', 'ow l aa'],
  ['llamada', 'y aa m aa d aa'],
  ['queja', 'k eh hh aa'],
  ['cigüeña', 'th iy g w eh n y aa'],
  ['rosa', 'r ow s aa'],
  ['perro', 'p eh r ow'],
  ['espera', 'eh s p eh dx aa'],
  ['bienvenidos', 'b y eh n b eh n iy d ow s'],
  ['guerra', 'g eh r aa'],
  ['y muy', 'iy m uw iy'],
  ['yéndose', 'y eh n d ow s eh'],
  ['11', 'uw n ow uw n ow'],
  ['Sí, claro.', 's iy pau k l aa dx ow pau'],
])('says %j as it is spoken in Spain', (text, phones) => {
  expect(spanishPhones(text, false)).toBe(`pau ${phones} pau`);
});

it('says c and z as in America where that is asked for', () => {
  expect(spanishPhones('gracias', true)).toBe('pau g dx aa s y aa s pau');
});
