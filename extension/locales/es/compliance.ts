import type { ComplianceMessages } from '#extension/locales/en/compliance.ts';

export const compliance: ComplianceMessages = {
  lead: 'Qué se dice a las personas y cuánto se conservan las grabaciones.',
  tooOld: 'Este servidor aún no tiene ajustes de grabaciones.',

  announce: 'Avisar de que se graba',
  announceHelp: 'Se dice antes de empezar a grabar, en llamadas entrantes y salientes.',
  announceOn: 'Anunciar todas las llamadas que se graban',
  announceLaw: 'Donde la ley de un país lo exige, se anuncia en todo caso.',
  offReason: '¿Por qué no?',
  offReasonHelp: 'Queda en Cambios, con tu nombre.',
  offReasonMissing: 'Indica por qué se graban llamadas sin anunciarlo.',
  text: (language) => `Texto en ${language}`,
  textHelp: 'Nombra la empresa, la finalidad y dónde leer más. Vacío: el texto que se muestra.',
  languages: { en: 'inglés', es: 'español' },

  decline: 'Rechazar',
  declineHelp: 'Quien pulsa la tecla sigue hablando sin grabación. La llamada lo indica.',
  declineKey: 'Tecla',
  noKey: 'Sin tecla: no se puede rechazar',
  key: (key) => `Tecla ${key}`,

  pause: 'Pausa automática',
  pauseHelp: 'La grabación queda en silencio mientras alguien está en estos campos, y después sigue.',
  pauseOn: 'Pausar en campos de tarjetas y contraseñas',
  pauseFields: ['Número de tarjeta', 'Código de seguridad', 'IBAN', 'Contraseña'],

  keep: 'Conservar grabaciones',
  keepHelp: 'Después se borran en Twilio. Lo adjunto en el CRM se queda allí.',
  keepFor: 'Conservar durante',
  forever: 'Siempre',
  days: (days) => (days % 365 === 0 ? (days === 365 ? '1 año' : `${days / 365} años`) : `${days} días`),
  kept: (recordings, minutes) =>
    `${recordings} ${recordings === 1 ? 'grabación' : 'grabaciones'}, ${minutes} min ahora`,
  unsaved: 'Sin guardar',

  erase: 'Borrar las grabaciones de una persona',
  eraseHelp: 'Se borran en Twilio todas las grabaciones de llamadas con un número. Lo adjunto en el CRM se queda allí.',
  eraseNumber: 'Número',
  eraseNumberHelp: 'Con su país, o como lo marcarías.',
  eraseStart: 'Borrar grabaciones',
  eraseQuestion: (number) => `¿Borrar todas las grabaciones de llamadas con ${number}?`,
  eraseWhat: 'No se pueden recuperar.',
  eraseStay: 'Conservarlas',
  eraseGo: 'Borrar',
  erased: (recordings, attached) =>
    recordings === 0
      ? 'No hay grabaciones con este número.'
      : `${recordings === 1 ? 'Se está borrando 1 grabación' : `Se están borrando ${recordings} grabaciones`}.${
          attached > 0 ? ` ${attached} también están en el CRM: bórralas allí.` : ''
        }`,
};
