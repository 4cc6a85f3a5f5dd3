import type { FileView, NoteView } from '#test/zoho/pages/page-view.ts';
import { h, icon } from './dom.ts';
import type { PageContext } from './page-context.ts';

/** Notes as the CRM shows them: who, title, words, what hangs on it, and when. Text is text, line for line. */
export function notesList(notes: readonly NoteView[], { session: { words } }: PageContext): HTMLElement {
  const field = h('div', { class: 'addNote' }, icon('note'), words.addNote);
  const entries = notes.map((note) => noteEntry(note, words));
  const empty = entries.length ? null : h('p', { class: 'emptyValue' }, words.noNotes);
  return h('div', { class: 'notes' }, field, empty, ...entries);
}

function noteEntry(note: NoteView, words: PageContext['session']['words']): HTMLElement {
  const title = note.title ? h('h3', { class: 'noteTitle' }, note.title) : null;
  return h(
    'article',
    { class: 'note', 'data-zcqa': 'note' },
    h('span', { class: 'face' }, note.initials),
    h(
      'div',
      { class: 'noteBody' },
      title,
      h('p', { class: 'noteText' }, note.text),
      ...note.files.map((file) => noteFile(file, words)),
      h('p', { class: 'noteFoot' }, note.about, ` · ${note.at} · ${words.by} ${note.by}`),
    ),
  );
}

function noteFile(file: FileView, words: PageContext['session']['words']): HTMLElement {
  const name = h('span', { class: 'fileName' }, file.name);
  const size = h('span', { class: 'fileSize' }, file.size);
  const save = fileLink(file, words);
  if (file.kind !== 'audio')
    return h('div', { class: 'noteFile', 'data-zcqa': 'note_attachment' }, icon('clip'), name, size, save);
  return h(
    'div',
    { class: 'noteFile sound', 'data-zcqa': 'note_attachment' },
    h('audio', { controls: '', preload: 'metadata', src: file.href, 'aria-label': `${words.recording} ${file.name}` }),
    name,
    size,
    save,
  );
}

/** Saves the file, or opens the link. */
export function fileLink(file: FileView, words: PageContext['session']['words']): HTMLElement | null {
  if (file.href === '') return null;
  const label = `${words.download} ${file.name}`;
  const attributes = { class: 'iconButton small', href: file.href, title: label, 'aria-label': label };
  const where = file.kind === 'link' ? { target: '_blank', rel: 'noreferrer' } : { download: file.name };
  return h('a', { ...attributes, ...where }, icon('download'));
}
