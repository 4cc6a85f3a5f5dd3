import { afterAll, beforeAll, expect, it } from 'vitest';
import { LAURA_ID } from '#test/zoho/data/seed-records.ts';
import { type LocalZoho, startLocalZoho } from '#test/zoho/local-zoho.ts';
import { answerTo, get, send, tokensOf } from '#test/zoho/zoho-client.ts';

let zoho: LocalZoho;
let ken: string;
beforeAll(async () => {
  zoho = await startLocalZoho();
  ken = (await tokensOf(zoho, 'ken')).access_token;
});
afterAll(() => zoho.stop());

const BYTES = Uint8Array.from({ length: 5_000 }, (_, at) => at % 251);
const form = (...names: string[]): FormData => {
  const made = new FormData();
  for (const name of names) made.append('file', new Blob([BYTES], { type: 'audio/wav' }), name);
  return made;
};
const linkForm = (url: string): FormData => {
  const made = new FormData();
  made.set('attachmentUrl', url);
  made.set('title', 'Recording');
  return made;
};
async function newNote(): Promise<string> {
  const made = await send(zoho, ken, 'POST', `/Contacts/${LAURA_ID}/Notes`, { data: [{ Note_Content: 'Call' }] });
  return `/Notes/${made.body.data[0].details.id}/Attachments`;
}
const upload = (path: string, body: FormData) => send(zoho, ken, 'POST', path, body);

it('keeps a recording at a note and gives it back byte for byte, and in parts', async () => {
  const path = await newNote();
  expect(await answerTo(zoho, ken, `${path}?fields=id`)).toBe(204);
  const made = await upload(path, form('RE0123.wav'));
  expect(made).toMatchObject({
    status: 200,
    body: {
      data: [{ code: 'SUCCESS', message: 'attachment uploaded successfully', details: { id: expect.any(String) } }],
    },
  });
  const { data, info } = await answerTo(zoho, ken, `${path}?fields=File_Name,Size,Parent_Id`);
  expect(data).toEqual([
    expect.objectContaining({
      id: made.body.data[0].details.id,
      File_Name: 'RE0123.wav',
      Size: '5000',
      Parent_Id: expect.objectContaining({ module: { api_name: 'Notes' } }),
    }),
  ]);
  expect(info.more_records).toBe(false);
  const file = await get(zoho, ken, `${path}/${data[0].id}`);
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(BYTES);
  const part = await get(zoho, ken, `${path}/${data[0].id}`, { range: 'bytes=10-19' });
  expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 10-19/5000']);
  expect(new Uint8Array(await part.arrayBuffer())).toEqual(BYTES.slice(10, 20));
  expect((await get(zoho, ken, `${path}/${data[0].id}`, { range: 'bytes=9000-' })).status).toBe(416);
});

it('takes two files of one name, and a link once', async () => {
  const path = `/Contacts/${LAURA_ID}/Attachments`;
  await upload(path, form('offer.pdf'));
  await upload(path, form('offer.pdf'));
  expect((await upload(path, linkForm('https://files.example/a.wav'))).status).toBe(200);
  expect((await upload(path, linkForm('https://files.example/a.wav'))).body.code).toBe('DUPLICATE_DATA');
  const page = await answerTo(zoho, ken, `${path}?fields=File_Name&per_page=2`);
  expect(page.data.map((row: { File_Name: string }) => row.File_Name)).toEqual(['Recording', 'offer.pdf']);
  expect(page.info.more_records).toBe(true);
});

it('hangs files on calls as well', async () => {
  const call = { Subject: 'x', Call_Type: 'Missed', Call_Start_Time: '2026-03-01T09:00:00+01:00' };
  const made = await send(zoho, ken, 'POST', '/Calls', { data: [call] });
  expect((await upload(`/Calls/${made.body.data[0].details.id}/Attachments`, form('a.mp3'))).status).toBe(200);
});

it.each([
  ['nothing', () => new FormData(), 400, 'INVALID_DATA'],
  ['two files', () => form('a', 'b'), 400, 'INVALID_DATA'],
  ['a link that is none', () => linkForm('files.example'), 400, 'INVALID_DATA'],
  [
    'a file and a link',
    () => {
      const both = form('a');
      both.set('attachmentUrl', 'https://files.example/b');
      return both;
    },
    400,
    'INVALID_DATA',
  ],
] as const)('refuses an upload of %s', async (_, body, status, code) => {
  const answer = await upload(`/Contacts/${LAURA_ID}/Attachments`, body());
  expect([answer.status, answer.body.code]).toEqual([status, code]);
});

it('refuses a file too large, one at a record that is gone, and a list without fields', async () => {
  zoho.control.settings.maxFileBytes = 4_999;
  expect((await upload(`/Contacts/${LAURA_ID}/Attachments`, form('a'))).body.code).toBe(
    'FILE_SIZE_MORE_THAN_ALLOWED_SIZE',
  );
  expect((await upload('/Notes/482913000000799999/Attachments', form('a'))).body).toMatchObject({
    code: 'INVALID_DATA',
    details: { resource_path_index: 1 },
  });
  expect(await answerTo(zoho, ken, `/Contacts/${LAURA_ID}/Attachments`)).toMatchObject({
    code: 'REQUIRED_PARAM_MISSING',
  });
  expect(await answerTo(zoho, ken, `/Contacts/${LAURA_ID}/Attachments/482913000000799999`)).toMatchObject({
    code: 'INVALID_DATA',
  });
});
