import * as v from 'valibot';
import '#extension/views/look/all.css';
import { render } from 'preact';
import { Shell } from '#extension/views/shell.tsx';
import { settingsSchema } from '#extension/wire/settings.ts';
import type { Clock } from '#shared/time.ts';
import { sleepOn } from '#shared/time.ts';
import { controlPictures } from '#test/gallery/control-pictures.tsx';
import { flowPictures } from '#test/gallery/flow-pictures.tsx';
import { optionsPictures } from '#test/gallery/options-pictures.tsx';
import { NOW } from '#test/gallery/people.ts';
import type { Picture } from '#test/gallery/picture.tsx';
import { popupPictures } from '#test/gallery/popup-pictures.tsx';
import { wrapUpPictures } from '#test/gallery/wrap-up-pictures.tsx';

/**
 * Shows one view with made-up people: `?view=popup-ringing&theme=dark&lang=es`; without a view, the list of them. Time stands still;
 * what waits (400 ms and more) runs in real time. Tests reach the wire as `window.sidetone`.
 */
const pictures: Readonly<Record<string, Picture>> = {
  ...popupPictures,
  ...controlPictures,
  ...wrapUpPictures,
  ...optionsPictures,
  ...flowPictures,
};

const standing: Pick<Clock, 'now' | 'after'> = {
  now: () => NOW,
  after(ms, task, signal) {
    if (signal?.aborted) return () => {};
    const timer = setTimeout(task, ms);
    const cancel = () => clearTimeout(timer);
    signal?.addEventListener('abort', cancel);
    return cancel;
  },
};
const clock: Clock = { ...standing, sleep: (ms, signal) => sleepOn(standing, ms, signal) };

const asked = new URLSearchParams(location.search);
const root = document.querySelector('#root');
const picture = pictures[asked.get('view') ?? ''];
if (root !== null && picture !== undefined) {
  if (picture.hash !== undefined) history.replaceState(null, '', `${location.search}#${picture.hash}`);
  const wire = picture.wire({
    theme: v.parse(v.fallback(settingsSchema.entries.theme, 'auto'), asked.get('theme')),
    language: v.parse(v.fallback(settingsSchema.entries.language, 'auto'), asked.get('lang')),
  });
  Object.assign(window, { sidetone: wire });
  render(
    <Shell wire={wire} clock={clock} context={picture.context}>
      {picture.show}
    </Shell>,
    root,
  );
} else if (root !== null) {
  Object.assign(window, { pictures: Object.keys(pictures) });
  render(
    <ul>
      {Object.keys(pictures).map((name) => (
        <li key={name}>
          <a href={`?view=${name}`}>{name}</a>
        </li>
      ))}
    </ul>,
    root,
  );
}
