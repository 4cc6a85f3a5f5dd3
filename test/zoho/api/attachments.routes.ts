import { type Context, Hono } from 'hono';
import { NEEDS } from '#test/zoho/accounts/scopes.ts';
import type { CrmUser } from '#test/zoho/data/users.ts';
import type { Attachment } from '#test/zoho/records/attachment-store.ts';
import { nameField } from '#test/zoho/records/crm-field.ts';
import type { CrmRecord } from '#test/zoho/records/record-store.ts';
import { userReference } from '#test/zoho/user-directory.ts';
import type { ZohoEnv, ZohoWorld } from '#test/zoho/world.ts';
import { apiError, missingParameter } from './api-error.ts';
import { fileResponse } from './file-response.ts';
import { moment } from './moment.ts';
import { paged } from './paging.ts';
import { pathRecord } from './path-record.ts';
import { written } from './write-rows.ts';

type Refusal = { status: 400 | 413; code: string; message: string; details?: Record<string, unknown> };

/** `POST`, `GET /{module}/{id}/Attachments` and `GET …/Attachments/{attachment}`, the file itself. */
export function attachmentsRoutes(world: ZohoWorld): Hono<ZohoEnv> {
  return new Hono<ZohoEnv>()
    .post('/:module/:id/Attachments', (c) => upload(c, world))
    .get('/:module/:id/Attachments', (c) => list(c, world))
    .get('/:module/:id/Attachments/:attachment', (c) => {
      const found = pathRecord(c, world, [NEEDS.module('Attachments')]);
      if (found instanceof Response) return found;
      const attachment = world.attachments.find(c.req.param('attachment'));
      if (attachment?.parent !== found.record.id || attachment.content.kind === 'link') return noSuchAttachment(c);
      return fileResponse(attachment.content, attachment.name, c.req.header('range'));
    });
}

const noSuchAttachment = (c: Context) =>
  apiError(c, 400, 'INVALID_DATA', 'the related id given seems to be invalid', { resource_path_index: 3 });

async function upload(c: Context<ZohoEnv>, world: ZohoWorld): Promise<Response> {
  const found = pathRecord(c, world, [NEEDS.module('Attachments', 'CREATE')]);
  if (found instanceof Response) return found;
  const { record, user } = found;
  const form = await c.req.formData().catch(() => undefined);
  const content = form ? readForm(form, record, world) : noFile('The request does not contain any file');
  if ('code' in content) return apiError(c, content.status, content.code, content.message, content.details);
  const bytes = content.file && new Uint8Array(await content.file.arrayBuffer());
  const kept: Attachment['content'] = bytes
    ? { kind: 'file', type: content.file.type || 'application/octet-stream', bytes }
    : { kind: 'link', url: content.url };
  const attachment = world.attachments.add(record, content.name, kept, user);
  const message = 'attachment uploaded successfully';
  return c.json({ data: [{ code: 'SUCCESS', details: written(attachment, user, world), message, status: 'success' }] });
}

const noFile = (message: string): Refusal => ({ status: 400, code: 'INVALID_DATA', message });

/** One file as `file`, or a link as `attachmentUrl` with a `title`, never both; a link hangs on a record once. */
function readForm(form: FormData, record: CrmRecord, world: ZohoWorld) {
  const files = form.getAll('file').filter((part) => part instanceof File);
  const url = form.get('attachmentUrl');
  const [file] = files;
  if (files.length > 1) return noFile('The request contains more than one file');
  if (typeof url === 'string') {
    if (file) return noFile('Both a file and an attachmentUrl are given');
    if (!URL.canParse(url)) return { ...noFile('invalid attachmentUrl'), details: { param_name: 'attachmentUrl' } };
    const twin = world.attachments.of(record).find(({ content }) => content.kind === 'link' && content.url === url);
    if (twin) return { ...noFile('duplicate data'), code: 'DUPLICATE_DATA', details: { id: twin.id } };
    const title = form.get('title');
    return { file: undefined, url, name: typeof title === 'string' && title !== '' ? title : url };
  }
  if (!file) return noFile('The request does not contain any file');
  const tooLarge: Refusal = {
    status: 413,
    code: 'FILE_SIZE_MORE_THAN_ALLOWED_SIZE',
    message: 'Please check if the file size is in the correct range',
  };
  return file.size > world.settings.maxFileBytes ? tooLarge : { file, url: '', name: file.name };
}

function list(c: Context<ZohoEnv>, world: ZohoWorld) {
  const found = pathRecord(c, world, [NEEDS.module('Attachments')]);
  if (found instanceof Response) return found;
  const fields = c.req.query('fields');
  if (!fields) return missingParameter(c, 'fields');
  const page = paged(c, world.attachments.of(found.record).toReversed());
  if (page instanceof Response) return page;
  if (page.rows.length === 0) return c.body(null, 204);
  const wanted = [...fields.split(','), 'id'];
  const data = page.rows.map((attachment) =>
    Object.fromEntries(
      Object.entries(attachmentAnswer(attachment, found.record, found.user, world)).filter(
        ([key]) => wanted.includes(key) || key.startsWith('$'),
      ),
    ),
  );
  return c.json({ data, info: page.info });
}

function attachmentAnswer(attachment: Attachment, parent: CrmRecord, viewer: CrmUser, world: ZohoWorld) {
  const person = userReference(world.users.named(attachment.createdBy));
  const { content } = attachment;
  return {
    id: attachment.id,
    File_Name: attachment.name,
    Size: content.kind === 'file' ? String(content.bytes.length) : null,
    Parent_Id: {
      name: String(parent.values[nameField(parent.module)] ?? ''),
      id: parent.id,
      module: { api_name: parent.module },
    },
    Owner: person,
    Created_By: person,
    Created_Time: moment(attachment.createdAt, viewer.timeZone),
    Modified_By: userReference(world.users.named(attachment.modifiedBy)),
    Modified_Time: moment(attachment.modifiedAt, viewer.timeZone),
    $type: content.kind === 'file' ? 'Attachment' : 'Link URL',
    $link_url: content.kind === 'link' ? content.url : null,
    $file_id: content.kind === 'file' ? `${attachment.id}f` : null,
    $se_module: parent.module,
    $editable: true,
  };
}
