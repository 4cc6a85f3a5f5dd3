import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import { DeskContext } from '#extension/views/flow/desk.ts';
import { languageName } from '#extension/views/flow/voice-names.ts';
import { askAdmin } from '#extension/views/options/ask-admin.ts';
import { useView } from '#extension/views/view.ts';
import type { DEFAULT_MUSIC } from '#shared/api/audio-api.ts';
import type { AudioId } from '#shared/call-flow/prompt.ts';
import type { Language } from '#shared/call-flow/voices.ts';

/** Something that can be heard in the page: a text as far as the browser can speak it, or a sound of the server's. */
export type Heard = { say: string; language: Language } | { file: AudioId | typeof DEFAULT_MUSIC };

/** Browsers tell their voices a moment after they are first asked. */
const VOICES_MS = 800;

/** Plays one sound at a time; another start, leaving the page, or a second press stops it. */
export function useSound(): {
  readonly playing: boolean;
  /** Why nothing is heard; null: something is, or was not asked for. */
  readonly why: string | null;
  readonly toggle: (heard: Heard) => Promise<void>;
} {
  const { wire, clock, t, language: reader } = useView();
  // Only a number's editor has files.
  const atServer = useContext(DeskContext)?.atServer ?? (() => null);
  const [playing, setPlaying] = useState(false);
  const [why, setWhy] = useState<string | null>(null);
  const stop = useRef<() => void>(() => {});
  useEffect(() => () => stop.current(), []);

  const over = () => {
    stop.current = () => {};
    setPlaying(false);
  };
  const cant = (reason: string) => {
    over();
    setWhy(reason);
  };

  async function speak(text: string, language: Language): Promise<void> {
    const voice = await voiceFor(language, (ms) => clock.sleep(ms));
    if (voice === undefined) return cant(t.flow.noVoice(languageName(language, reader)));
    const speech = new SpeechSynthesisUtterance(text);
    speech.voice = voice;
    speech.lang = language;
    speech.onend = over;
    speech.onerror = over;
    speechSynthesis.cancel();
    stop.current = () => speechSynthesis.cancel();
    speechSynthesis.speak(speech);
  }

  async function play(file: AudioId | typeof DEFAULT_MUSIC): Promise<void> {
    const link = await askAdmin(wire, 'audioLink', null, { id: file });
    const url = link.ok ? atServer(link.value.url) : null;
    if (url === null) return cant(t.flow.cantPlay);
    const sound = new Audio(url);
    sound.onended = over;
    sound.onerror = () => cant(t.flow.cantPlay);
    stop.current = () => sound.pause();
    await sound.play().catch(() => cant(t.flow.cantPlay));
  }

  return {
    playing,
    why,
    async toggle(heard) {
      setWhy(null);
      if (playing) {
        stop.current();
        return over();
      }
      setPlaying(true);
      await ('say' in heard ? speak(heard.say, heard.language) : play(heard.file));
    },
  };
}

/** A voice of that language; of the same language elsewhere where it has none of that country. */
async function voiceFor(
  language: Language,
  sleep: (ms: number) => Promise<void>,
): Promise<SpeechSynthesisVoice | undefined> {
  if (speechSynthesis.getVoices().length === 0) {
    const told = new Promise<void>((done) =>
      speechSynthesis.addEventListener('voiceschanged', () => done(), { once: true }),
    );
    await Promise.race([told, sleep(VOICES_MS)]);
  }
  const voices = speechSynthesis.getVoices();
  const tag = (voice: SpeechSynthesisVoice) => voice.lang.replace('_', '-').toLowerCase();
  return (
    voices.find((voice) => tag(voice) === language.toLowerCase()) ??
    voices.find((voice) => tag(voice).split('-')[0] === language.split('-')[0])
  );
}
