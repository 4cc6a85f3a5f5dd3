import type { UsualTexts } from '#shared/call-flow/usual-words.ts';

export const italian: UsualTexts = {
  menu: 'Premere ${Key} per ${Menu}.',
  language: 'Per l’italiano, premere ${Key}.',
  'wrong-key': 'Spiacenti, a questo tasto non corrisponde alcuna opzione.',
  'no-key': 'Spiacenti, non abbiamo ricevuto alcuna scelta.',
  busy: 'In questo momento tutti i nostri operatori sono impegnati in altre chiamate. La preghiamo di richiamare tra qualche minuto. Grazie.',
  unavailable:
    'In questo momento nessuno è disponibile per rispondere alla Sua chiamata. La preghiamo di richiamare più tardi. Grazie.',
  'nobody-answered':
    'Siamo spiacenti che nessuno abbia potuto rispondere alla Sua chiamata. La preghiamo di richiamare più tardi. Grazie.',
  closed:
    'In questo momento i nostri uffici sono chiusi. La preghiamo di richiamare durante l’orario di apertura. Grazie.',
  'busy-now': 'In questo momento tutti i nostri operatori sono impegnati in altre chiamate.',
  'unavailable-now': 'In questo momento nessuno è disponibile per rispondere alla Sua chiamata.',
  'nobody-answered-now': 'Siamo spiacenti che nessuno abbia potuto rispondere alla Sua chiamata.',
  'closed-now': 'In questo momento i nostri uffici sono chiusi.',
  voicemail: 'La preghiamo di lasciare un messaggio dopo il segnale acustico e poi di riagganciare.',
  important: 'La Sua chiamata è importante per noi e riceverà risposta a breve.',
  soon: 'Tutti i nostri operatori sono occupati. Il primo che si libera risponderà alla Sua chiamata.',
  'thank-you': 'Grazie per l’attesa. Le risponderemo il prima possibile.',
  place: 'Lei è il numero ${Place} in coda.',
  wait: 'Il tempo di attesa è di circa ${Minutes} minuti.',
  'wait-one-minute': 'Il tempo di attesa è di circa un minuto.',
  'voicemail-key': 'Se preferisce lasciare un messaggio, prema ${Key}.',
  'call-back-key': 'Per essere richiamato senza perdere il Suo posto, prema ${Key} e riagganci.',
  'call-back-noted': 'Abbiamo annotato il Suo numero e La richiameremo. Arrivederci.',
  'waited-too-long':
    'Siamo spiacenti che finora nessuno abbia potuto rispondere alla Sua chiamata. La preghiamo di richiamare più tardi. Grazie.',
  goodbye: 'Grazie per la Sua chiamata. Arrivederci.',
  recorded: 'Questa chiamata viene registrata.',
  'recorded-by':
    '${Company} registra questa chiamata per documentare gli accordi. Maggiori informazioni sul nostro sito.',
  'may-be-heard': 'Un collega potrebbe ascoltare.',
  'decline-key': 'Prema ${Key} per continuare senza registrazione.',
  apology:
    'Siamo spiacenti. Un problema tecnico ci impedisce di rispondere alla Sua chiamata. La preghiamo di richiamare tra qualche minuto.',
  'line-lost': 'È caduta la linea. Un momento, per favore.',
  'transfer-failed': 'Nessuno ha potuto rispondere alla Sua chiamata. Un momento, per favore.',
  'cannot-place': 'Questa chiamata non può più essere effettuata. La preghiamo di comporre di nuovo il numero.',
  mobile: 'Una chiamata per ${Line}. Premere 1 per accettarla.',
  'ring-me': 'Questa è una chiamata di prova di Sidetone. Dica qualcosa dopo il segnale acustico e ascolti.',
};
