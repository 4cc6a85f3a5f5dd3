import type { ProblemMessages } from '#extension/locales/en/problem.ts';

const askAdmin = 'Pídeselo a un administrador de tu equipo.';

const said = (what: string, whatToDo: string, button: string | null = null) => ({ what, do: whatToDo, button });

const DEVICES: Partial<Record<string, string>> = {
  microphone: 'El micrófono',
  speaker: 'El altavoz',
  ringer: 'El altavoz para el tono de llamada',
};

export const problem: ProblemMessages = {
  'signed-out': () =>
    said('Tu sesión está cerrada.', 'Aquí no suenan llamadas hasta que inicies sesión.', 'Iniciar sesión'),
  'sign-in-refused': () =>
    said('No se ha completado el inicio de sesión.', 'Inténtalo de nuevo con tu cuenta del CRM.', 'Iniciar sesión'),
  'wrong-organisation': ({ values }) =>
    said(
      'Esta cuenta del CRM es de otra organización.',
      `Usa tu cuenta de ${values.organisation ?? 'este equipo'} para entrar.`,
      'Iniciar sesión',
    ),
  'not-admin': () => said('Solo los administradores pueden cambiar esto.', askAdmin),
  'not-set-up': () =>
    said(
      'Nadie ha configurado todavía este servidor.',
      'Un administrador del CRM abre el enlace de configuración que el servidor mostró al arrancar.',
      'Reintentar',
    ),
  'set-up-link-used': () =>
    said('Este enlace de configuración ya se usó o ha caducado.', 'Reinicia el servidor: mostrará uno nuevo.'),
  'user-not-active': () =>
    said(
      'Tu usuario del CRM ya no está activo.',
      'Un administrador del CRM puede activarlo de nuevo.',
      'Iniciar sesión',
    ),

  'update-extension': () =>
    said(
      'Este Sidetone es más antiguo de lo que admite tu servidor.',
      'Reinicia el navegador para actualizarlo.',
      'Reintentar',
    ),
  'update-server': () =>
    said(
      'El servidor de Sidetone de tu equipo es demasiado antiguo para esta extensión.',
      'Tiene que actualizarlo quien lo administra.',
      'Reintentar',
    ),
  'server-away': () =>
    said('El servidor de Sidetone de tu equipo no responde.', 'Comprueba tu conexión a internet.', 'Reintentar'),
  restarting: () =>
    said('Sidetone se está reiniciando.', 'Inténtalo de nuevo en un momento. Si sigue así, recarga la página.'),
  'not-a-sidetone-server': () =>
    said('En esta dirección no hay ningún servidor de Sidetone.', 'Revisa si hay una errata o pide el enlace.'),
  'twilio-away': () =>
    said('Twilio no responde.', 'No se ha cambiado nada. Inténtalo de nuevo en un minuto.', 'Reintentar'),
  'crm-away': () => said('Tu CRM no responde.', 'Las llamadas funcionan; puede que falten nombres.', 'Reintentar'),
  'crm-signed-out': () =>
    said('Tu CRM ha cerrado la sesión de Sidetone.', 'Inicia sesión para ver quién llama.', 'Iniciar sesión'),
  'crm-forbidden': ({ values }) =>
    values.what === 'entry'
      ? said(
          'Tu CRM no te deja escribir esta entrada.',
          'No se pierde nada. Un administrador del CRM puede cambiar los permisos de tu rol; después, inténtalo de nuevo.',
        )
      : said('Tu CRM no te deja ver esto.', 'Un administrador del CRM puede cambiar los permisos de tu rol.'),
  'crm-refused': ({ values }) =>
    said(
      values.field === undefined
        ? 'Tu CRM no acepta esta entrada tal como está.'
        : `Tu CRM no acepta esta entrada: el campo «${values.field}» es obligatorio o tiene una regla.`,
      'No se pierde nada. Un administrador del CRM puede cambiar la regla; después, inténtalo de nuevo.',
    ),
  'crm-record-gone': () =>
    said('Este registro ya no está en el CRM.', 'No se pierde nada. Elige otro registro para la llamada.'),
  'changed-meanwhile': () =>
    said(
      'Otra persona ha guardado este número mientras tanto.',
      'Ábralo de nuevo para ver qué cambió y haga después sus cambios.',
    ),
  'flow-faulty': () =>
    said('Así las llamadas no llegarían a nadie.', 'Corrija lo que aparece en «por corregir» y guarde de nuevo.'),
  'audio-unknown': () => said('Un archivo de audio de este número ya no existe.', 'Súbalo de nuevo.'),
  'audio-not-sound': ({ values }) =>
    values.what === 'encoding'
      ? said('No se puede usar la codificación de este archivo WAV.', 'Guárdelo como PCM de 16 bits o como MP3.')
      : said(
          'Este archivo no es un sonido que se pueda oír por teléfono.',
          'Elija un archivo WAV o MP3. Decide su contenido, no su nombre.',
        ),
  'audio-too-large': () => said('Este archivo ocupa más de 5 MB.', 'Acórtelo o guárdelo como MP3.'),
  'audio-empty': () => said('Este archivo está vacío.', 'Elija otro.'),
  'audio-url-not-https': () =>
    said('La dirección debe empezar por https://.', 'Escriba la dirección segura del archivo.'),
  'audio-url-private': () =>
    said(
      'Esta dirección lleva a una red privada.',
      'Escriba una dirección que cualquiera pueda abrir en internet o suba el archivo.',
    ),
  'audio-url-away': () =>
    said(
      'No se puede obtener el archivo de esta dirección.',
      'Abra la dirección en un navegador para ver si se oye, o suba el archivo.',
    ),
  'caller-id-spanish-mobile': () =>
    said('En España no se pueden mostrar números móviles en llamadas comerciales.', 'Elija un número fijo, 800 o 900.'),
  'softphone-away': () =>
    said(
      'Ningún teléfono suyo está conectado, así que nada puede sonar.',
      'Mantenga el navegador abierto y ponga su estado en «En línea».',
    ),
  'recording-gone': () => said('Twilio ya no tiene esta grabación.', 'Se borró allí.'),

  'twilio-not-connected': ({ admin }) =>
    admin
      ? said('Aún no hay ninguna cuenta de Twilio conectada.', 'Sin ella nadie puede llamar.', 'Conectar Twilio')
      : said('Tu equipo aún no tiene línea telefónica.', 'Un administrador tiene que conectar Twilio.'),
  'twilio-wrong-sid': () =>
    said('Twilio no conoce este Account SID.', 'Cópialo otra vez de la primera página de tu consola de Twilio.'),
  'twilio-wrong-token': () =>
    said('Twilio no reconoce este SID con este token.', 'Puede que el token haya cambiado desde que lo copiaste.'),
  'twilio-suspended': () =>
    said('Esta cuenta de Twilio está suspendida.', 'Necesita un pago para poder volver a llamar.'),
  'twilio-closed': () => said('Esta cuenta de Twilio está cerrada.', 'Conecta otra cuenta.'),
  'twilio-refused': ({ values }) =>
    said('Twilio lo ha rechazado.', values.reason ?? 'Mira las alertas en tu consola de Twilio.'),

  'emergency-number': ({ values }) =>
    said(
      `Sidetone no puede llamar ${values.number ? `al ${values.number}` : 'a números de emergencia'}.`,
      'Usa un teléfono para avisar a los servicios de emergencia.',
    ),
  'not-a-number': () => said('No es un número de teléfono completo.', 'Revisa los dígitos y el país.'),
  'short-number': () =>
    said('Desde aquí no se puede llamar a números cortos o especiales.', 'Usa un teléfono o marca un número completo.'),
  'withheld-number': () => said('El número es oculto.', 'No se le puede devolver la llamada.'),
  'country-not-allowed': ({ values, admin }) =>
    said(
      values.country
        ? `No están permitidas las llamadas a este país: ${values.country}.`
        : 'No están permitidas las llamadas a este país.',
      admin ? 'Permite el país en el servidor y en los permisos de voz de Twilio.' : askAdmin,
    ),
  'premium-number': () =>
    said('Es un número de tarificación adicional.', 'Sidetone no llama a esos números: cada minuto se cobra aparte.'),
  'no-outgoing-number': ({ admin }) =>
    admin
      ? said('No tienes número saliente.', 'Sigues recibiendo llamadas. Asígnate uno.', 'Elegir número')
      : said('No tienes número saliente.', 'Sigues recibiendo llamadas. Pide un número a un administrador.'),
  'too-many-calls': () => said('Demasiadas llamadas en poco tiempo.', 'Espera un minuto y vuelve a llamar.'),
  'already-on-a-call': () => said('Ya estás en una llamada.', 'Termínala antes de hacer otra.'),
  'own-number': () => said('Es el número desde el que llamas.', 'Marca otro.'),
  'call-refused': () => said('La red telefónica ha rechazado la llamada.', 'Revisa el número o inténtalo más tarde.'),
  'call-id-used': () => said('La llamada tardó demasiado en empezar.', 'Vuelve a llamar.'),

  'transfer-running': () =>
    said('Esta llamada ya se está transfiriendo.', 'Termina o cancela antes esa transferencia.'),
  'no-transfer': () => said('Ya no hay ninguna transferencia que terminar.', 'La llamada sigue como está.'),
  'no-queue': () => said('Este número no tiene cola de llamadas.', 'Contesta la llamada o recházala.'),
  'control-failed': () => said('No ha funcionado.', 'La llamada sigue como estaba. Inténtalo de nuevo.'),

  'microphone-blocked': () =>
    said('El navegador bloquea el micrófono.', 'Los clientes no podrían oírte.', 'Permitirlo'),
  'microphone-not-asked': () =>
    said('Sidetone aún no puede usar tu micrófono.', 'El navegador tiene que preguntártelo una vez.', 'Permitirlo'),
  'no-microphone': () =>
    said('No se ha encontrado ningún micrófono.', 'Conecta unos auriculares y reinténtalo.', 'Reintentar'),
  'sound-device-gone': ({ values }) =>
    said(
      `${DEVICES[values.device ?? ''] ?? 'El dispositivo'} que elegiste no está conectado.`,
      'Hasta que vuelva se usa el del ordenador.',
      'Elegir dispositivos',
    ),
  'replaced-elsewhere': () =>
    said('Tienes la sesión abierta en otro ordenador.', 'Las llamadas suenan allí, no aquí.', 'Sonar aquí'),
  'call-gone': () =>
    said('La llamada ha terminado o la ha contestado otra persona.', 'Está en tus llamadas recientes.'),

  'number-taken': ({ values }) =>
    said(values.name ? `${values.name} ya tiene este número.` : 'Este número ya está en uso.', 'Elige otro.'),
  'number-not-in-account': () =>
    said('Tu cuenta de Twilio no tiene este número.', 'Cómpralo en la consola de Twilio o elige otro.'),
  'user-unknown': () => said('Esta persona ya no es usuaria activa de tu CRM.', 'Elige a otra.'),

  'bad-request': () => said('Hay algo en este formulario que no es válido.', 'Corrígelo e inténtalo de nuevo.'),
  'not-allowed': () => said('Esta página no puede hacer eso.', 'Abre Sidetone desde su icono en la barra.'),
  'not-found': ({ values }) =>
    values.what === 'recording'
      ? said('La cuenta de Twilio conectada no tiene esta grabación.', 'Puede que la tenga la que se conectó antes.')
      : said('Esto ya no existe.', 'Puede que alguien lo haya borrado. Recarga la página.'),
  'too-large': ({ values }) =>
    values.what === 'recording'
      ? said('La grabación es más grande de lo que admite tu CRM.', 'Sigue en Twilio; la nota de la llamada lo dice.')
      : said('Este texto es demasiado largo.', 'Acórtalo e inténtalo de nuevo.'),
  'too-many-requests': () => said('Han sido demasiadas peticiones a la vez.', 'Espera un minuto e inténtalo de nuevo.'),
  internal: () =>
    said(
      'Sidetone ha cometido un error, que queda anotado en su registro.',
      'No se ha perdido nada. Inténtalo otra vez.',
    ),
};
