import type { UsualTexts } from '#shared/call-flow/usual-words.ts';

export const portuguese: UsualTexts = {
  menu: 'Prima ${Key} para ${Menu}.',
  language: 'Para português, prima ${Key}.',
  'wrong-key': 'Lamentamos, essa tecla não corresponde a nenhuma opção.',
  'no-key': 'Lamentamos, não recebemos nenhuma opção.',
  busy: 'De momento, todos os nossos assistentes estão a atender outras chamadas. Por favor, volte a ligar dentro de alguns minutos. Obrigado.',
  unavailable:
    'De momento, não há ninguém disponível para atender a sua chamada. Por favor, volte a ligar mais tarde. Obrigado.',
  'nobody-answered':
    'Lamentamos que ninguém tenha podido atender a sua chamada. Por favor, volte a ligar mais tarde. Obrigado.',
  closed: 'De momento, estamos encerrados. Por favor, volte a ligar durante o nosso horário de atendimento. Obrigado.',
  'busy-now': 'De momento, todos os nossos assistentes estão a atender outras chamadas.',
  'unavailable-now': 'De momento, não há ninguém disponível para atender a sua chamada.',
  'nobody-answered-now': 'Lamentamos que ninguém tenha podido atender a sua chamada.',
  'closed-now': 'De momento, estamos encerrados.',
  voicemail: 'Por favor, deixe a sua mensagem após o sinal. Quando terminar, basta desligar.',
  important: 'A sua chamada é importante para nós e será atendida em breve.',
  soon: 'Todos os nossos assistentes estão ocupados. O primeiro que ficar livre atenderá a sua chamada.',
  'thank-you': 'Obrigado por aguardar. Iremos atendê-lo assim que possível.',
  place: 'Está na posição ${Place} da fila de espera.',
  wait: 'O tempo de espera é de cerca de ${Minutes} minutos.',
  'wait-one-minute': 'O tempo de espera é de cerca de um minuto.',
  'voicemail-key': 'Se preferir deixar uma mensagem, prima ${Key}.',
  'call-back-key': 'Para que lhe liguemos sem perder o seu lugar, prima ${Key} e desligue.',
  'call-back-noted': 'Registámos o seu número e iremos ligar-lhe. Até breve.',
  'waited-too-long':
    'Lamentamos que até agora ninguém tenha podido atender a sua chamada. Por favor, volte a ligar mais tarde. Obrigado.',
  goodbye: 'Obrigado pela sua chamada. Até breve.',
  recorded: 'Esta chamada é gravada.',
  'recorded-by':
    '${Company} grava esta chamada para guardar o que for acordado. Saiba mais no nosso site.',
  'may-be-heard': 'Um colega pode estar a ouvir.',
  'decline-key': 'Prima ${Key} para continuar sem gravação.',
  apology:
    'Lamentamos. Um problema técnico impede-nos de atender a sua chamada. Por favor, volte a ligar dentro de alguns minutos.',
  'line-lost': 'A chamada caiu. Um momento, por favor.',
  'transfer-failed': 'Ninguém pôde atender a sua chamada. Um momento, por favor.',
  'cannot-place': 'Esta chamada já não pode ser efetuada. Por favor, volte a marcar.',
  mobile: 'Uma chamada para ${Line}. Prima 1 para a aceitar.',
  'ring-me': 'Esta é uma chamada de teste do Sidetone. Diga alguma coisa após o sinal e escute.',
};

export const portugueseInBrazil: UsualTexts = {
  menu: 'Digite ${Key} para ${Menu}.',
  language: 'Para português, digite ${Key}.',
  'wrong-key': 'Desculpe, essa tecla não corresponde a nenhuma opção.',
  'no-key': 'Desculpe, não recebemos nenhuma opção.',
  busy: 'No momento, todos os nossos atendentes estão em outras ligações. Por favor, ligue novamente em alguns minutos. Obrigado.',
  unavailable:
    'No momento, não há ninguém disponível para atender a sua ligação. Por favor, ligue novamente mais tarde. Obrigado.',
  'nobody-answered':
    'Sentimos muito que ninguém tenha podido atender a sua ligação. Por favor, ligue novamente mais tarde. Obrigado.',
  closed: 'No momento, estamos fechados. Por favor, ligue novamente durante o nosso horário de atendimento. Obrigado.',
  'busy-now': 'No momento, todos os nossos atendentes estão em outras ligações.',
  'unavailable-now': 'No momento, não há ninguém disponível para atender a sua ligação.',
  'nobody-answered-now': 'Sentimos muito que ninguém tenha podido atender a sua ligação.',
  'closed-now': 'No momento, estamos fechados.',
  voicemail: 'Por favor, deixe a sua mensagem após o sinal. Quando terminar, é só desligar.',
  important: 'A sua ligação é importante para nós e será atendida em breve.',
  soon: 'Todos os nossos atendentes estão ocupados. O primeiro que ficar livre atenderá a sua ligação.',
  'thank-you': 'Obrigado por aguardar. Vamos atender você assim que possível.',
  place: 'Você é o número ${Place} da fila.',
  wait: 'O tempo de espera é de cerca de ${Minutes} minutos.',
  'wait-one-minute': 'O tempo de espera é de cerca de um minuto.',
  'voicemail-key': 'Se preferir deixar uma mensagem, digite ${Key}.',
  'call-back-key': 'Para receber uma ligação nossa sem perder o seu lugar, digite ${Key} e desligue.',
  'call-back-noted': 'Anotamos o seu número e vamos ligar de volta. Até logo.',
  'waited-too-long':
    'Sentimos muito que até agora ninguém tenha podido atender a sua ligação. Por favor, ligue novamente mais tarde. Obrigado.',
  goodbye: 'Obrigado pela sua ligação. Até logo.',
  recorded: 'Esta ligação é gravada.',
  'recorded-by':
    '${Company} grava esta ligação para guardar o que for combinado. Saiba mais no nosso site.',
  'may-be-heard': 'Um colega pode estar ouvindo.',
  'decline-key': 'Digite ${Key} para continuar sem gravação.',
  apology:
    'Sentimos muito. Um problema técnico nos impede de atender a sua ligação. Por favor, ligue novamente em alguns minutos.',
  'line-lost': 'A ligação caiu. Um momento, por favor.',
  'transfer-failed': 'Ninguém pôde atender a sua ligação. Um momento, por favor.',
  'cannot-place': 'Esta ligação não pode mais ser feita. Por favor, disque novamente.',
  mobile: 'Uma ligação para ${Line}. Digite 1 para aceitar.',
  'ring-me': 'Esta é uma ligação de teste do Sidetone. Diga alguma coisa após o sinal e escute.',
};
