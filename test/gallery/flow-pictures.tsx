import * as v from 'valibot';
import { OptionsPage } from '#extension/views/options/options-page.tsx';
import { callFlowSchema } from '#shared/call-flow/call-flow.schema.ts';
import { newPeople } from '#shared/call-flow/new-flow.ts';
import { textPrompt } from '#shared/call-flow/prompt.ts';
import { fakeAudio } from '#test/gallery/fake-audio.ts';
import type { Replies } from '#test/gallery/fake-wire.ts';
import { withFlows, withIberianFlow, zillum } from '#test/gallery/flows.ts';
import { ago, mainLine, marta, number, paris } from '#test/gallery/people.ts';
import { phone, trouble } from '#test/gallery/phones.ts';
import { type Picture, pictureOf } from '#test/gallery/picture.tsx';
import { failing, people, settled } from '#test/gallery/teams.ts';

const audio = fakeAudio('granted');
const at = (hash: string, replies: Replies = withFlows, snapshot = phone()): Picture => ({
  ...pictureOf(
    'options',
    snapshot,
    (shown) => (
      <OptionsPage
        {...shown}
        audio={audio}
        version="0.1.0"
        presetServer={null}
        carriesVoices={async () => true}
        onOpenMicrophoneSettings={() => {}}
      />
    ),
    { replies },
  ),
  hash,
});
const kept = (flow: unknown): Replies => ({
  ...withFlows,
  'flow.kept': { ok: true, value: { draft: { name: 'Main line, Madrid', flow, basedOn: 3, at: ago(3600) } } },
});
const changed = { ...zillum, record: false };

/** Everything that can be switched on, in two languages, five levels deep. */
const everything = {
  ...zillum,
  languages: ['en-GB', 'es-ES'],
  menu: deep(5),
  operator: newPeople([marta.id]),
  voicemail: { ...zillum.voicemail, on: true },
  queue: { ...zillum.queue, announcement: 'custom', tellPosition: true, voicemailKey: '1', callBackKey: '2' },
  hours: {
    ...zillum.hours,
    on: true,
    week: [1, 2, 3, 4, 5].flatMap((day) => [
      { day, from: '09:00', until: '14:00' },
      { day, from: '16:00', until: '19:30' },
    ]),
    holidays: [{ date: '2026-12-25', name: 'Navidad' }],
    closed: { 'es-ES': textPrompt('Estamos cerrados.', 'es-ES') },
    after: 'voicemail',
  },
  ownerFirst: { on: true, seconds: 15 },
};

function deep(levels: number): unknown {
  const group = newPeople(people.map(({ agent }) => agent.id));
  const last = { do: 'people', people: group };
  const below = levels === 1 ? last : { do: 'menu', menu: deep(levels - 1) };
  const options = [
    { key: '1', label: { 'en-GB': 'Transportes frigoríficos' }, action: below },
    { key: '2', label: { 'en-GB': 'Madrid' }, action: last },
  ];
  return { ...zillum.menu, options };
}

export const flowPictures: Readonly<Record<string, Picture>> = {
  'options-numbers': at('incoming', withFlows),
  // A server before 1.3: numbers are edited in the list, whatever the address names.
  'options-numbers-older-server': at(`incoming/${mainLine}`, settled, phone({ contractMinor: null })),
  'options-number-menu': at(`incoming/${mainLine}`),
  'options-number-iberian': at(`incoming/${mainLine}`, withIberianFlow),
  'options-number-people': at(`incoming/${paris}`),
  'options-number-new': at(`incoming/${number('+34910601277')}`),
  'options-number-kept': at(`incoming/${mainLine}`, kept(changed)),
  'options-number-everything': at(`incoming/${mainLine}`, kept(everything)),
  'options-number-conflict': at(`incoming/${mainLine}`, {
    ...kept(changed),
    'admin.ask saveCallFlow': failing(trouble('changed-meanwhile')),
  }),
  'options-number-server-away': at(`incoming/${mainLine}`, {
    ...withFlows,
    'admin.ask checkCallFlow': failing(trouble('server-away')),
    'admin.ask tryCallFlow': failing(trouble('server-away')),
    'admin.ask flowVersions': failing(trouble('server-away')),
  }),
};

// What the gallery keeps must be a flow: otherwise the editor would silently leave it out.
for (const flow of [changed, everything]) if (!isFlow(flow)) throw new Error('a picture’s flow is none');

function isFlow(flow: unknown): boolean {
  return v.safeParse(callFlowSchema, flow).success;
}
