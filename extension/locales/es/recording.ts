import type { RecordingMessages } from '#extension/locales/en/recording.ts';

export const recording: RecordingMessages = {
  recorded: 'Con grabación',
  notRecorded: 'Sin grabación',
  record: 'Grabar, y avisar al principio de cada llamada',
  incomingWhat: 'Quien llama oye que la llamada se graba antes de que le suene a nadie.',
  outgoingWhat: 'Quien contesta oye que la llamada se graba antes de hablar contigo.',
  where: 'Cada grabación se adjunta al registro del CRM, en Notas.',
  costs: 'Twilio puede cobrar por ello:',
  costsWhat: 'por cada minuto grabado y por conservar las grabaciones.',
  prices: 'Precios de Twilio',

  play: (who) => `Reproducir la grabación de ${who}`,
  close: (who) => `Cerrar la grabación de ${who}`,
  of: (who) => `Grabación de ${who}`,
  part: (which, all) => `Parte ${which} de ${all}`,
  loading: 'Buscando la grabación',
  notAllowed: 'No puedes reproducir esta grabación.',
  notAllowedWhat: 'Un administrador decide quién puede.',
  gone: 'Esta grabación ya no existe.',
  goneWhat: 'Se borró en Twilio.',
  broken: 'Esta grabación no se puede reproducir ahora.',
  brokenWhat: 'Falla la conexión, o Twilio ya no la tiene. Vuelve a intentarlo enseguida.',
};
