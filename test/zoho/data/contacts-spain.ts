import { type ContactSeed, contact } from './contact-seed.ts';

/** Contacts at the Spanish customers. */
export const CONTACTS_SPAIN: readonly ContactSeed[] = [
  contact('ana', 'Laura Gómez', 'transportesgomez', 'Responsable de flota', '+34 944 23 11 60', '+34 612 345 678', {
    Other_Phone: '+34 655 010 203',
    Home_Phone: '+34 913 555 019',
    Assistant: 'Iker Zubía',
    Asst_Phone: '944 23 11 60 ext. 9',
    Department: 'Operaciones',
    Lead_Source: 'Recomendación',
    Skype_ID: 'laura.gomez.tg',
    Customer_No: '0034-117-204',
    IBAN: 'ES91 2100 0418 4502 0005 1332',
    Description:
      'Renueva 12 furgonetas en 2027. Pedido 2026-004512 entregado el 14/01/2026; matrículas 4471 KZD a 4483 KZD. Prefiere que la llamen después de las 16:30. Llamar también a centralita 944 23 11 60 si no contesta.',
  }),
  contact('ana', 'Andrés Gómez Ibarra', 'transportesgomez', 'Gerente', '944 23 11 60', '612 555 011'),
  contact('ana', 'Iker Zubía', 'transportesgomez', 'Administración', '+34 944 23 11 60', null),
  contact('ana', 'Javier Ortega', 'grupoortega', 'Director general', '934 555 010', '+34 600 555 012', {
    Asst_Phone: '934 555 011',
    Assistant: 'Mireia Puig',
  }),
  contact('ana', 'Mireia Puig', 'grupoortega', 'Secretaria de dirección', '934 555 011', null),
  contact('ana', 'Sergi Casals', 'grupoortega', 'Jefe de tráfico', '+34 934 555 010', '600.555.013'),
  contact('marta', 'Montse Rovira', 'grupoortega', 'Compras', '93 455 50 10', '(+34) 600 555 014', {
    WhatsApp: '+34600555014',
  }),
  contact('tomas', 'Ginés Belmonte', 'frutasdelsegura', 'Presidente', '968.55.50.21', '600 555 015'),
  contact('tomas', 'Fuensanta Nicolás', 'frutasdelsegura', 'Contabilidad', '968 55 50 21 ext. 12', null, {
    Do_Not_Call: true,
    Description: 'Pidió por escrito el 03.02.2026 que no la llamemos. Solo correo.',
  }),
  contact('tomas', 'Covadonga Llaneza', 'lacteosvaldesol', 'Directora de logística', '(985) 55 50 33', '655555016'),
  contact('tomas', 'Xuan Argüelles', 'lacteosvaldesol', 'Taller', null, '655 55 50 17'),
  contact('nuria', 'Yaiza Santana', 'hotelesbrisa', 'Directora de compras', '928 55 50 44', '+34 655-555-018'),
  contact('nuria', 'Acaymo Déniz', 'hotelesbrisa', 'Mantenimiento', '928 55 50 45', '0034655555019'),
  contact('nuria', 'Candelaria Mesa', 'mudanzasatlantico', 'Gerente', '922555055', '+34 655 555 020', {
    Home_Phone: '922 55 50 56',
  }),
  contact('marta', 'Vicent Peris', 'clinicasaurora', 'Gerente', '+34-96-355-50-66', '600 555 021'),
  contact('marta', 'Amparo Sanchis', 'clinicasaurora', 'Directora médica', '96 355 50 67', '600/555/022'),
  contact('marta', 'Rocío Reina', 'construccionesreina', 'Apoderada', '0034 954 555 077', '+34 600 555 023'),
  contact('marta', 'Curro Reina Vargas', 'construccionesreina', 'Jefe de obra', null, '600 55 50 24', {
    Description: 'En obra hasta las 18:00. Certificación n.º 20260018 pendiente, 48.250,00 €.',
  }),
  contact('tomas', 'Noelia Gavia', 'repartosgavia', 'Socia', '91 555 50 88', '655 555 025'),
  contact('tomas', 'Rubén Castaño', 'repartosgavia', 'Coordinador de rutas', '91 555 50 88', '655 555 026'),
  contact('tomas', 'Sole Jimeno', 'repartosgavia', 'Recepción', '91 555 50 88', null),
  contact('carmen', 'Uxía Outeiro', 'viverosarnoia', 'Presidenta', '988 555 099 ext. 4', '+34 655 555 027'),
  contact('carmen', 'Brais Nogueira', 'viverosarnoia', 'Comercial', '988 555 099', '655 555 028 (tardes)'),
  contact('ana', 'Begoña Talaya', 'seguridadtalaya', 'Consejera delegada', '902 555 100', '+34 600 555 029'),
  contact('ana', 'Fermín Echeverri', 'seguridadtalaya', 'Parque móvil', '902 555 100', null, { Email_Opt_Out: true }),
  contact(
    'elena',
    'Itziar Mendizábal',
    'banconorte',
    'Directora de activos',
    '+34 944 55 51 00',
    '+34 600 555 030',
    { Description: 'Negociación confidencial. Solo dirección.' },
    [],
  ),
  contact('priya', 'Gorka Aldana', 'banconorte', 'Servicios generales', '+34 944 55 51 17', '600555031', {}, ['tomas']),
  contact('ana', 'Paqui López', null, 'Autónoma', null, '+34 600 555 032', { Home_Phone: '950 55 50 33' }),
  contact('ana', 'Sin Número', null, 'Visita en feria', null, null, { Description: 'Tarjeta en papel, sin teléfono.' }),
  contact('carmen', 'Jordi "Jefe" Puig & Fills <compres>', 'grupoortega', 'Taller', '934 555 010', '600 555 034'),
];
