import type { Context } from '#server/context.ts';
import { usualVoice } from '#shared/call-flow/voices.ts';
import { softphoneOf } from './softphone-identity.ts';
import { say, type Verb } from './twiml.ts';

type Words = 'speak' | 'you' | 'not-heard' | 'done';

const TEXTS: Record<'en-GB' | 'es-ES', Record<Words, string>> = {
  'en-GB': {
    speak: 'This is Sidetone. Your softphone can be rung, and you can hear. Say a few words after the tone.',
    you: 'This is how you sounded.',
    'not-heard': 'Nothing was heard from you. Check which microphone is chosen, and that it is not muted. Goodbye.',
    done: 'If you heard yourself, calls work. Goodbye.',
  },
  'es-ES': {
    speak: 'Esto es Sidetone. Su teléfono suena y usted puede oír. Diga unas palabras después de la señal.',
    you: 'Así se le ha oído.',
    'not-heard': 'No se le ha oído. Compruebe qué micrófono está elegido y que no esté silenciado. Adiós.',
    done: 'Si se ha oído, las llamadas funcionan. Adiós.',
  },
};

/** What an agent is told on her own softphone (`client:u_…`), in her own language. */
export async function spokenToAgent({ db }: Pick<Context, 'db'>, softphone: string): Promise<(words: Words) => Verb[]> {
  const agentId = softphoneOf(softphone);
  const agent = agentId
    ? await db.selectFrom('agents').select('locale').where('id', '=', agentId).executeTakeFirst()
    : undefined;
  const language = agent?.locale.startsWith('es') ? 'es-ES' : 'en-GB';
  return (words) => say(TEXTS[language][words], { language, voice: usualVoice(language) });
}
