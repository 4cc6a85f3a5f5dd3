import { activityOf } from '#test/zoho/data/activity.ts';
import { type CrmUser, fullName } from '#test/zoho/data/users.ts';
import type { Attachment } from '#test/zoho/records/attachment-store.ts';
import { nameField } from '#test/zoho/records/crm-field.ts';
import { MODULE_LABELS } from '#test/zoho/records/crm-module.ts';
import type { CrmRecord } from '#test/zoho/records/record-store.ts';
import { relatedTo } from '#test/zoho/records/related.ts';
import type { ZohoWorld } from '#test/zoho/world.ts';
import { audioType } from './attachment-file.ts';
import { displayFor } from './display.ts';
import type { FileView, NoteView } from './page-view.ts';
import { languageOf } from './words.ts';

const initialsOf = ({ firstName, lastName }: CrmUser): string => `${firstName[0]}${lastName[0]}`;

/** Notes of the record, newest first; below them the old ones that every record has had for ever. */
export function noteViews(record: CrmRecord, viewer: CrmUser, world: ZohoWorld): NoteView[] {
  const show = displayFor(viewer);
  const about = `${MODULE_LABELS[record.module].one[languageOf(viewer.language)]} – ${record.values[nameField(record.module)]}`;
  const written = relatedTo(record, 'Notes', viewer, world).map((note): NoteView => {
    const author = world.users.named(note.createdBy);
    return {
      title: String(note.values.Note_Title ?? ''),
      text: String(note.values.Note_Content ?? ''),
      by: fullName(author),
      initials: initialsOf(author),
      about,
      at: show.moment(note.createdAt),
      files: fileViews(note, viewer, world),
    };
  });
  const owner = world.users.named(record.owner);
  const old = activityOf(record.id).notes.map(({ text, at }): NoteView => {
    return { title: '', text, by: fullName(owner), initials: initialsOf(owner), about, at: show.moment(at), files: [] };
  });
  return [...written, ...old];
}

/** What hangs on a record or note, newest first. */
export function fileViews(parent: CrmRecord, viewer: CrmUser, world: ZohoWorld): FileView[] {
  return world.attachments
    .of(parent)
    .toReversed()
    .map((attachment) => fileView(attachment, viewer, world));
}

function fileView(attachment: Attachment, viewer: CrmUser, world: ZohoWorld): FileView {
  const { content, name, id } = attachment;
  const show = displayFor(viewer);
  const by = fullName(world.users.named(attachment.createdBy));
  const head = { id, name, by, at: show.moment(attachment.createdAt) };
  // Only addresses a browser may open: a link is whatever somebody sent.
  if (content.kind === 'link')
    return { ...head, kind: 'link', size: '', href: /^https?:/.test(content.url) ? content.url : '' };
  const kind = audioType(name) ? 'audio' : 'file';
  return { ...head, kind, size: show.size(content.bytes.length), href: `/crm/page-data/attachments/${id}` };
}
