import type { TeamMessages } from '#extension/locales/en/team.ts';

export const team: TeamMessages = {
  blocked: {
    lead: 'Las llamadas desde estos números no se contestan.',
    number: 'Número',
    numberHelp: 'Con su país, o como lo marcarías.',
    numberMissing: 'Escribe el número que quieres bloquear.',
    reason: 'Motivo',
    reasonHelp: 'Solo lo ve la administración. Puedes dejarlo vacío.',
    block: 'Bloquear',
    by: (name, day) => `Lo bloqueó ${name}, ${day}`,
    unblock: 'Desbloquear',
    unblockOf: (number) => `Desbloquear ${number}`,
    empty: 'No hay números bloqueados.',
    emptyWhat: 'Bloquea un número cuyas llamadas hagan perder el tiempo a tu equipo.',
    done: (number) => `El ${number} está bloqueado.`,
  },
  changes: {
    lead: 'Quién cambió qué en la configuración del equipo, lo más reciente primero.',
    empty: 'Aún no se ha cambiado nada.',
    emptyWhat: 'Aquí aparece cada cambio que hace la administración.',
    oldest: (count) => `Se muestran los últimos ${count} cambios.`,
    lines: {
      'incoming-number-added': ({ subject }) => `añadió el número entrante ${subject}`,
      'incoming-number-saved': ({ subject, version }) =>
        `cambió el número entrante ${subject}${version === '' ? '' : ` (versión ${version})`}`,
      'incoming-number-restored': ({ subject, version }) =>
        `recuperó ${version === '' ? 'una versión anterior' : `la versión ${version}`} del ${subject}`,
      'incoming-number-mended': ({ subject }) => `hizo que las llamadas al ${subject} vuelvan aquí`,
      'incoming-number-deleted': ({ subject }) => `eliminó el número entrante ${subject}`,
      'outgoing-number-saved': ({ subject, number, recorded }) =>
        `asignó el ${number} a ${subject}, ${recorded ? 'con grabación' : 'sin grabación'}`,
      'outgoing-number-deleted': ({ subject, number, stays }) =>
        `quitó el ${number} a ${subject}${stays === '' ? '' : `, que conserva el ${stays}`}`,
      'outgoing-calls-stopped': ({ subject }) => `detuvo todas las llamadas salientes de ${subject}`,
      'person-set-offline': ({ subject }) => `puso sin conexión a ${subject}`,
      'person-presence-set': ({ subject, presence }) => `cambió el estado de ${subject} a ${presence}`,
      'person-signed-out': ({ subject }) => `cerró la sesión de ${subject}`,
      'mobile-saved': ({ subject }) => `cambió cuándo suena el móvil de ${subject}`,
      'number-blocked': ({ subject }) => `bloqueó el ${subject}`,
      'number-unblocked': ({ subject }) => `desbloqueó el ${subject}`,
      'call-settings-saved': () => 'cambió qué pasa después de las llamadas',
      'team-rules-saved': ({ supervision, unanswered }) =>
        `${supervision ? 'permite' : 'no permite'} escuchar llamadas; ${unanswered === 0 ? 'nadie pasa a En pausa por llamadas sin contestar' : `En pausa tras ${unanswered} ${unanswered === 1 ? 'llamada' : 'llamadas'} sin contestar`}`,
      'listened-in': ({ subject, how, lasted }) => {
        const did =
          how === 'whisper' ? 'susurró a' : how === 'barge' ? 'habló en una llamada de' : 'escuchó una llamada de';
        return `${did} ${subject}${lasted === '' ? '' : ` durante ${lasted}`}`;
      },
      'compliance-saved': () => 'cambió cómo se anuncian, se pausan o se conservan las grabaciones',
      'announcement-switched-off': ({ reason }) => `quitó el anuncio de las llamadas grabadas: ${reason}`,
      'announcement-switched-on': () => 'volvió a anunciar las llamadas grabadas',
      'recordings-erased': ({ subject }) => `hizo borrar las grabaciones de llamadas con ${subject}`,
      'twilio-connected': ({ subject }) => `conectó la cuenta de Twilio ${subject}`,
      'twilio-token-rotated': () => 'puso un Auth Token nuevo',
      'twilio-token-forgotten': () => 'dio de baja el Auth Token anterior',
      'twilio-disconnected': () => 'desconectó Twilio',
    },
  },
  token: {
    title: 'Auth Token nuevo',
    help: 'Al cambiar el token en Twilio las llamadas continúan: el anterior se acepta hasta que lo des de baja.',
    start: 'Poner un token nuevo',
    field: 'Auth Token nuevo',
    fieldHelp:
      'En la consola de Twilio, crea el token secundario, escríbelo aquí, hazlo principal allí y después da de baja aquí el anterior.',
    save: 'Comprobarlo y usarlo',
    former: 'El token anterior aún se acepta.',
    formerWhat: 'Dalo de baja cuando el nuevo sea el principal en Twilio.',
    forget: 'Dar de baja el anterior',
    forgetQuestion: 'Se rechazarán las llamadas que Twilio firme con el token anterior.',
    forgetWhat: 'Si el nuevo aún no es el principal en Twilio, se interrumpirán todas las llamadas.',
    keep: 'Seguir aceptándolo',
    used: 'Ya se usa el token nuevo.',
    forgotten: 'El token anterior está dado de baja.',
  },
};
