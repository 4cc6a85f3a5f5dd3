import type { FlowMessages } from '#extension/locales/en/flow.ts';
import type { FindingWords } from '#extension/locales/finding-words.ts';

const said = (what: string, more: string): FindingWords => ({ what, more });

export const flowFindings: FlowMessages['findings'] = {
  'leads-nowhere': ({ option }) =>
    option === null
      ? said(
          'El menú no tiene ninguna opción que lleve a algún sitio.',
          'Quien llama no podría pulsar nada. Añade una.',
        )
      : said(`${option} no lleva a ninguna parte.`, 'Quien la pulse volverá a oír el menú.'),
  'nobody-in-group': ({ where }) => said(`No le suena a nadie: ${where}.`, 'Elige al menos a una persona.'),
  'nobody-online': ({ where, values }) =>
    said(`Nadie está en línea: ${where}.`, `${values.names ?? ''}: quien llame ahora oirá el mensaje previsto.`),
  'rung-in-chunks': ({ values }) =>
    said(
      `A ${values.people ?? ''} personas les suena en ${values.chunks ?? ''} grupos.`,
      'Twilio llama a diez a la vez; después, a las diez siguientes.',
    ),
  'message-missing': ({ where, part, language }) =>
    said(
      `Falta un mensaje: ${where}${language === null ? '' : ` (${language})`}.`,
      part === 'welcome' ? 'No se da la bienvenida.' : 'Se oyen las palabras habituales.',
    ),
  'audio-unreachable': ({ where }) =>
    said(`La dirección de audio no responde ahora: ${where}.`, 'Se sigue oyendo lo que se descargó al guardar.'),
  'audio-outdated': ({ where, values }) =>
    values.reason === 'changed'
      ? said(
          `La dirección de audio lleva ahora a otro sonido: ${where}.`,
          'Se sigue oyendo el anterior. Vuelve a descargarlo y guarda para que se oiga el nuevo.',
        )
      : said(
          `La dirección de audio ya no responde: ${where}.`,
          'Se sigue oyendo la copia de tu servidor. Escribe otra dirección cuando quieras cambiarla.',
        ),
  'audio-for-menu': ({ values }) =>
    said('Este menú es una grabación.', `Debe decir ella misma sus teclas: ${values.keys ?? ''}.`),
  'person-not-active': ({ values }) =>
    said(
      values.names ? `${values.names}: ya no está activo en el CRM.` : 'Alguien de aquí ya no está activo en el CRM.',
      'Se salta enseguida. Quita el nombre.',
    ),
  'same-key': ({ option }) =>
    said(`${option ?? 'Una tecla'} aparece dos veces.`, 'A una de las dos no se llegaría nunca.'),
  'too-many-options': ({ values }) =>
    said('Este menú tiene demasiadas opciones.', `Aquí caben ${values.most ?? ''}: más no se recuerdan.`),
  'too-many-levels': ({ values }) => said('El menú es demasiado profundo.', `Como mucho ${values.most ?? ''} niveles.`),
  'twiml-too-large': ({ where }) =>
    said(`Lo que se dice es demasiado largo para Twilio: ${where}.`, 'Acorta los textos.'),
  'label-missing': ({ option }) => said(`${option ?? 'Una opción'} no tiene nombre.`, 'El menú no la lee.'),
  'never-open': () => said('El número no abre nunca.', 'Todos oirán el mensaje de fuera de horario.'),
  'opening-backwards': () => said('Un horario acaba antes de empezar.', 'Corrige sus horas.'),
  'forward-number-missing': () =>
    said('Falta el número al que llamar fuera de horario.', 'Escríbelo o elige otra cosa.'),
  'forward-not-allowed': () =>
    said('Tu equipo no puede llamar al número de fuera de horario.', 'Su país o su tipo no está permitido.'),
  'no-operator': () => said('Una tecla lleva a la operadora, y no hay ninguna.', 'Elige quién es.'),
  'no-voicemail': () => said('Algo lleva al buzón de voz, y está desactivado.', 'La llamada termina.'),
  'language-missing': ({ where, language }) =>
    said(`${language ?? ''}: faltan palabras: ${where}.`, 'Se oyen las habituales, o el primer idioma.'),
  'same-queue-key': ({ values }) =>
    said(`En la cola, la tecla ${values.key ?? ''} hace dos cosas.`, 'Elige dos teclas distintas.'),
  'music-missing': () => said('Falta la música.', 'Se oye la música predeterminada.'),
};
