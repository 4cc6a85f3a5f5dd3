import type { UsualTexts } from '#shared/call-flow/usual-words.ts';

export const catalan: UsualTexts = {
  menu: 'Premeu ${Key} per a ${Menu}.',
  language: 'Per a català, premeu ${Key}.',
  'wrong-key': 'Ho sentim, aquesta tecla no té cap opció.',
  'no-key': 'Ho sentim, no hem rebut cap pulsació.',
  busy: 'En aquest moment tots els nostres agents estan atenent altres trucades. Si us plau, torneu a trucar d’aquí a uns minuts. Gràcies.',
  unavailable:
    'En aquest moment no hi ha ningú disponible per atendre la vostra trucada. Si us plau, torneu a trucar més tard. Gràcies.',
  'nobody-answered':
    'Ens sap greu que ningú hagi pogut atendre la vostra trucada. Si us plau, torneu a trucar més tard. Gràcies.',
  closed: 'En aquest moment estem tancats. Si us plau, torneu a trucar en el nostre horari d’atenció. Gràcies.',
  'busy-now': 'En aquest moment tots els nostres agents estan atenent altres trucades.',
  'unavailable-now': 'En aquest moment no hi ha ningú disponible per atendre la vostra trucada.',
  'nobody-answered-now': 'Ens sap greu que ningú hagi pogut atendre la vostra trucada.',
  'closed-now': 'En aquest moment estem tancats.',
  voicemail: 'Si us plau, deixeu el vostre missatge després del senyal. Quan acabeu, pengeu.',
  important: 'La vostra trucada és important per a nosaltres i l’atendrem de seguida.',
  soon: 'Tots els nostres agents estan ocupats. El primer que quedi lliure atendrà la vostra trucada.',
  'thank-you': 'Gràcies per esperar. Us atendrem tan aviat com puguem.',
  place: 'Sou el número ${Place} de la cua.',
  wait: 'El temps d’espera és d’uns ${Minutes} minuts.',
  'wait-one-minute': 'El temps d’espera és d’aproximadament un minut.',
  'voicemail-key': 'Si preferiu deixar un missatge, premeu ${Key}.',
  'call-back-key': 'Si preferiu que us truquem sense perdre el vostre lloc, premeu ${Key} i pengeu.',
  'call-back-noted': 'Hem anotat el vostre número i us trucarem. A reveure.',
  'waited-too-long':
    'Ens sap greu que ningú hagi pogut atendre la vostra trucada fins ara. Si us plau, torneu a trucar més tard. Gràcies.',
  goodbye: 'Gràcies per la vostra trucada. A reveure.',
  recorded: 'Aquesta trucada s’enregistra.',
  'recorded-by': '${Company} grava aquesta trucada per guardar el que s’acordi. Més informació al nostre web.',
  'may-be-heard': 'És possible que un company escolti.',
  'decline-key': 'Premeu ${Key} per continuar sense gravació.',
  apology:
    'Ho sentim. Un problema tècnic ens impedeix atendre la vostra trucada. Si us plau, torneu a trucar d’aquí a uns minuts.',
  'line-lost': 'S’ha tallat. Un moment, si us plau.',
  'transfer-failed': 'Ningú no us ha pogut atendre allà. Un moment, si us plau.',
  'cannot-place': 'Aquesta trucada ja no es pot fer. Si us plau, torneu a marcar.',
  mobile: 'Una trucada per a ${Line}. Premeu 1 per acceptar-la.',
  'ring-me': 'Aquesta és una trucada de prova de Sidetone. Digueu alguna cosa després del senyal i escolteu.',
};
