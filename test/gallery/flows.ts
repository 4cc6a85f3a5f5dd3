import * as v from 'valibot';
import type { LintWorld } from '#server/call-flow/lint/rule.ts';
import { lintFlow } from '#server/call-flow/lint.ts';
import { tryFlow } from '#server/call-flow/simulate.ts';
import type { Person } from '#shared/api/admin-api.ts';
import { callFlowApi, type FlowInShort, type FlowVersion } from '#shared/api/call-flow-api.ts';
import type { Route } from '#shared/api/route.ts';
import type { CallFlow, OptionKey, People } from '#shared/call-flow/call-flow.schema.ts';
import { newFlow, newMenu, newPeople } from '#shared/call-flow/new-flow.ts';
import { audioIdSchema, textPrompt } from '#shared/call-flow/prompt.ts';
import { summaryOf } from '#shared/call-flow/summary.ts';
import type { AgentId, E164 } from '#shared/ids.ts';
import type { Replies } from '#test/gallery/fake-wire.ts';
import { ago, ana, jim, ken, mainLine, marta, paris, tomas } from '#test/gallery/people.ts';
import { trouble } from '#test/gallery/phones.ts';
import { failing, people, settled } from '#test/gallery/teams.ts';

/** Incoming numbers with flows: judged and tried by the very code that the server judges and tries them with. */
const ringing = (...agentIds: AgentId[]): People => newPeople(agentIds);
const inTurn = (people: People, intervalSeconds = 20): People => ({
  ...people,
  strategy: 'sequential',
  intervalSeconds,
  repeat: true,
});
const option = (key: OptionKey, name: string, people: People | null) => ({
  key,
  label: { 'en-GB': name, 'es-ES': name },
  action: people === null ? null : { do: 'people' as const, people },
});

const english = newFlow('en-GB', 'Europe/Madrid');

export const zillum: CallFlow = {
  ...english,
  answer: 'menu',
  welcome: { 'en-GB': textPrompt('Thank you for calling Zillum Inc.', 'en-GB') },
  menu: {
    ...newMenu(),
    options: [
      {
        key: '1',
        label: { 'en-GB': 'Sales' },
        action: {
          do: 'menu',
          menu: {
            ...newMenu(),
            options: [
              option('1', 'Spain', ringing(ana.id, ken.id, marta.id)),
              option('2', 'France', inTurn(ringing(marta.id, tomas.id))),
            ],
          },
        },
      },
      option('2', 'Support', inTurn(ringing(jim.id, marta.id), 25)),
      option('3', 'Billing', null),
    ],
    giveUp: 'hang-up',
  },
  people: ringing(ana.id, ken.id),
  busy: { 'en-GB': textPrompt('All our people are on calls just now.', 'en-GB') },
  unavailable: { 'en-GB': textPrompt('Sales is closed at the moment.', 'en-GB') },
  queue: { ...english.queue, on: true },
  record: true,
};

const castilian = newFlow('es-ES', 'Europe/Madrid');
const inSpain = (key: OptionKey, name: string, people: People | null) => ({
  ...option(key, name, people),
  label: { 'es-ES': name },
});

/** The same team as a Spanish one would set it up. */
const iberian: CallFlow = {
  ...castilian,
  answer: 'menu',
  welcome: { 'es-ES': textPrompt('Gracias por llamar a Zillum Ibérica.', 'es-ES') },
  menu: {
    ...newMenu(),
    options: [
      {
        key: '1',
        label: { 'es-ES': 'Ventas' },
        action: {
          do: 'menu',
          menu: {
            ...newMenu(),
            options: [
              inSpain('1', 'España', ringing(ana.id, ken.id, marta.id)),
              inSpain('2', 'Francia y Portugal', inTurn(ringing(marta.id, tomas.id))),
            ],
          },
        },
      },
      inSpain('2', 'Atención al cliente', inTurn(ringing(jim.id, marta.id), 25)),
      inSpain('3', 'Facturación', null),
    ],
    giveUp: 'hang-up',
  },
  people: ringing(ana.id, ken.id),
  busy: { 'es-ES': textPrompt('Ahora mismo estamos atendiendo otras llamadas.', 'es-ES') },
  unavailable: { 'es-ES': textPrompt('Ahora no hay nadie en la oficina.', 'es-ES') },
  queue: { ...castilian.queue, on: true },
  record: true,
};

const audioId = (n: number) => v.parse(audioIdSchema, `a_${String(n).padStart(22, '0')}`);
const spoken = (file: ReturnType<typeof audioId> | null) => ({
  ...textPrompt('', 'fr-FR'),
  kind: 'file' as const,
  file,
});
const sounds = [
  { id: audioId(1), name: 'bienvenue.mp3', seconds: 6, bytes: 96_400, url: null },
  { id: audioId(2), name: 'ferme.wav', seconds: 9, bytes: 798_000, url: null },
];

/** People in turn, with recordings, one of which is missing. */
export const parisian: CallFlow = {
  ...newFlow('fr-FR', 'Europe/Paris', [ken.id, tomas.id, marta.id]),
  people: inTurn(ringing(ken.id, tomas.id, marta.id)),
  welcome: { 'fr-FR': spoken(audioId(1)) },
  busy: { 'fr-FR': spoken(null) },
  unavailable: { 'fr-FR': spoken(audioId(2)) },
  queue: { ...english.queue, on: true, callers: 5 },
};

const state = (person: Person) => {
  if (!person.reachable) return 'offline' as const;
  if (person.onCall || person.wrappingUp === true) return 'on-a-call' as const;
  return person.presence === 'online' ? ('free' as const) : person.presence;
};
const world: LintWorld = {
  people: people
    .toSorted((a, b) => (a.place ?? 99) - (b.place ?? 99))
    .map((person) => ({
      agentId: person.agent.id,
      name: person.agent.name,
      active: person.active !== false,
      is: state(person),
      mobile: null,
    })),
  soundNames: new Map(sounds.map(({ id, name }) => [id, name])),
  unreachable: new Map(),
  outdated: new Map(),
  isBlocked: () => false,
  mayForwardTo: () => true,
  fits: () => true,
};

const ok = (reply: unknown) => ({ ok: true as const, value: { reply } });
const asked = v.object({ params: v.object({ number: v.optional(v.string()) }), input: v.unknown() });
const numberOf = (input: unknown) => v.parse(asked, input).params.number;
/** What was asked, checked as the server would. */
function inputOf<Input>(route: Route<Input, unknown>, input: unknown): Input {
  if (route.input === null) throw new Error(`${route.path} takes no input`);
  return v.parse(route.input, v.parse(asked, input).input);
}

const saved = (flow: CallFlow, name: string, version = 3) => ({
  number: mainLine,
  name,
  flow,
  version,
  savedAt: ago(86_400),
  savedBy: 'Ken Adeyemi',
});
const inShort = (number: E164, flow: CallFlow): FlowInShort => {
  const { findings } = lintFlow(flow, world);
  const faults = findings.filter(({ level }) => level === 'fault').length;
  return { number, does: summaryOf(flow), faults, toFix: findings.filter(({ level }) => level !== 'note').length };
};
const versions: readonly FlowVersion[] = [
  { version: 1, savedAt: ago(30 * 86_400), savedBy: 'Ana Ruiz', changed: [], restoredFrom: null },
  { version: 2, savedAt: ago(5 * 86_400), savedBy: 'Ana Ruiz', changed: ['menu', 'queue'], restoredFrom: null },
  { version: 3, savedAt: ago(86_400), savedBy: 'Ken Adeyemi', changed: ['busy'], restoredFrom: null },
];

/** A server that knows these numbers, judges and tries what it is given, and takes what is saved. */
export const withFlows: Replies = {
  ...settled,
  'flow.kept': { ok: true, value: { draft: null } },
  'audio.upload': failing(trouble('audio-not-sound')),
  'admin.ask audioFiles': ok({ files: sounds }),
  'admin.ask audioLink': ok({ url: '/audio/none' }),
  'admin.ask fetchAudio': failing(trouble('audio-url-private')),
  'admin.ask callFlowsInShort': ok({ flows: [inShort(mainLine, zillum), inShort(paris, parisian)] }),
  'admin.ask callFlow': (input) => {
    const number = numberOf(input);
    if (number === mainLine) return ok(saved(zillum, 'Main line, Madrid'));
    return number === paris ? ok(saved(parisian, 'Paris')) : failing(trouble('not-found'));
  },
  'admin.ask checkCallFlow': (input) => {
    const { flow } = inputOf(callFlowApi.checkCallFlow, input);
    return ok(lintFlow(flow, world));
  },
  'admin.ask tryCallFlow': (input) => {
    const call = inputOf(callFlowApi.tryCallFlow, input);
    return ok(tryFlow(call, world));
  },
  'admin.ask saveCallFlow': (input) => {
    const { name, flow } = inputOf(callFlowApi.saveCallFlow, input);
    return ok(saved(flow, name, 4));
  },
  'admin.ask flowVersions': ok({ versions }),
  'admin.ask flowVersion': ok(saved({ ...zillum, queue: english.queue }, 'Main line, Madrid', 2)),
  'admin.ask restoreFlowVersion': ok(saved({ ...zillum, queue: english.queue }, 'Main line, Madrid', 4)),
};

/** The same server, whose main line is a Spanish team's. */
export const withIberianFlow: Replies = {
  ...withFlows,
  'admin.ask callFlow': () => ok(saved(iberian, 'Línea principal')),
};
