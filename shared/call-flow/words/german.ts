import type { UsualTexts } from '#shared/call-flow/usual-words.ts';

export const german: UsualTexts = {
  menu: 'Drücken Sie die ${Key} für ${Menu}.',
  language: 'Für Deutsch drücken Sie die ${Key}.',
  'wrong-key': 'Diese Taste ist leider nicht belegt.',
  'no-key': 'Wir haben leider keine Eingabe erhalten.',
  busy: 'Alle unsere Mitarbeiter sind zurzeit im Gespräch. Bitte rufen Sie in einigen Minuten wieder an. Vielen Dank.',
  unavailable: 'Zurzeit kann niemand Ihren Anruf entgegennehmen. Bitte rufen Sie später wieder an. Vielen Dank.',
  'nobody-answered': 'Leider konnte niemand Ihren Anruf entgegennehmen. Bitte rufen Sie später wieder an. Vielen Dank.',
  closed: 'Wir haben zurzeit geschlossen. Bitte rufen Sie während unserer Öffnungszeiten wieder an. Vielen Dank.',
  'busy-now': 'Alle unsere Mitarbeiter sind zurzeit im Gespräch.',
  'unavailable-now': 'Zurzeit kann niemand Ihren Anruf entgegennehmen.',
  'nobody-answered-now': 'Leider konnte niemand Ihren Anruf entgegennehmen.',
  'closed-now': 'Wir haben zurzeit geschlossen.',
  voicemail: 'Bitte hinterlassen Sie Ihre Nachricht nach dem Signalton. Danach legen Sie einfach auf.',
  important: 'Ihr Anruf ist uns wichtig und wird in Kürze entgegengenommen.',
  soon: 'Alle unsere Mitarbeiter sind im Gespräch. Der nächste freie nimmt Ihren Anruf entgegen.',
  'thank-you': 'Vielen Dank für Ihre Geduld. Wir sind so bald wie möglich für Sie da.',
  place: 'Sie sind auf Platz ${Place} der Warteschlange.',
  wait: 'Die Wartezeit beträgt etwa ${Minutes} Minuten.',
  'wait-one-minute': 'Die Wartezeit beträgt etwa eine Minute.',
  'voicemail-key': 'Wenn Sie lieber eine Nachricht hinterlassen möchten, drücken Sie die ${Key}.',
  'call-back-key':
    'Wenn wir Sie zurückrufen sollen, ohne dass Sie Ihren Platz verlieren, drücken Sie die ${Key} und legen Sie auf.',
  'call-back-noted': 'Wir haben Ihre Nummer notiert und rufen Sie zurück. Auf Wiederhören.',
  'waited-too-long':
    'Leider konnte bisher niemand Ihren Anruf entgegennehmen. Bitte rufen Sie später wieder an. Vielen Dank.',
  goodbye: 'Vielen Dank für Ihren Anruf. Auf Wiederhören.',
  recorded: 'Dieser Anruf wird aufgezeichnet.',
  'recorded-by':
    '${Company} zeichnet dieses Gespräch auf, um das Vereinbarte festzuhalten. Mehr dazu auf unserer Website.',
  'may-be-heard': 'Jemand aus dem Team hört vielleicht mit.',
  'decline-key': 'Drücken Sie ${Key}, um ohne Aufzeichnung fortzufahren.',
  apology:
    'Es tut uns leid. Wegen einer technischen Störung können wir Ihren Anruf nicht entgegennehmen. Bitte rufen Sie in einigen Minuten wieder an.',
  'line-lost': 'Wir wurden unterbrochen. Einen Moment bitte.',
  'transfer-failed': 'Dort konnte niemand Ihren Anruf annehmen. Einen Moment bitte.',
  'cannot-place': 'Dieser Anruf ist nicht mehr möglich. Bitte wählen Sie noch einmal.',
  mobile: 'Ein Anruf für ${Line}. Drücken Sie die 1, um ihn anzunehmen.',
  'ring-me': 'Dies ist ein Testanruf von Sidetone. Sagen Sie etwas nach dem Signalton und hören Sie zu.',
};
