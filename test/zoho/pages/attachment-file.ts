import { fileResponse } from '#test/zoho/api/file-response.ts';
import type { CrmUser } from '#test/zoho/data/users.ts';
import type { Attachment } from '#test/zoho/records/attachment-store.ts';
import { maySee } from '#test/zoho/records/visibility.ts';
import type { ZohoWorld } from '#test/zoho/world.ts';

const AUDIO: Record<string, string> = { wav: 'audio/wav', mp3: 'audio/mpeg', ogg: 'audio/ogg', m4a: 'audio/mp4' };

/** The type under which a file is played in the page, whatever its sender called it; undefined for what is no sound. */
export function audioType(name: string): string | undefined {
  return AUDIO[name.split('.').at(-1)?.toLowerCase() ?? ''];
}

/** The file for who is signed in on the pages: sound to be played where it stands, all else to be saved. Undefined: not for this user. */
export function attachmentFile(
  viewer: CrmUser,
  id: string,
  range: string | undefined,
  world: ZohoWorld,
): Response | undefined {
  const attachment = world.attachments.find(id);
  if (!attachment || attachment.content.kind === 'link' || !seenBy(viewer, attachment, world)) return undefined;
  const { type, bytes } = attachment.content;
  const audio = audioType(attachment.name);
  return fileResponse({ type: audio ?? type, bytes }, attachment.name, range, audio ? 'inline' : 'attachment');
}

function seenBy(viewer: CrmUser, attachment: Attachment, world: ZohoWorld): boolean {
  const parent = world.records.get(attachment.parent);
  return parent !== undefined && maySee(viewer, parent);
}
