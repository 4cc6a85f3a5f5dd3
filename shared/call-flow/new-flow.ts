import type { AgentId } from '#shared/ids.ts';
import type { CallFlow, Menu, People } from './call-flow.schema.ts';
import {
  ANNOUNCE_SECONDS,
  KEY_SECONDS,
  MENU_READINGS,
  OWNER_SECONDS,
  QUEUE_CALLERS,
  QUEUE_MINUTES,
  RING_INTERVAL,
  VOICEMAIL_SECONDS,
} from './limits.ts';
import type { Language } from './voices.ts';

/** People who ring all at once; how they would in turn stands ready. */
export const newPeople = (agentIds: readonly AgentId[] = []): People => ({
  agentIds: [...agentIds],
  strategy: 'simultaneous',
  intervalSeconds: RING_INTERVAL.usual,
  repeat: false,
});

/** A menu without options; what it says is the usual sentence. */
export const newMenu = (): Menu => ({
  prompt: {},
  options: [],
  keys: { '0': 'nothing', '*': 'repeat', '#': 'nothing' },
  keySeconds: KEY_SECONDS.usual,
  readings: MENU_READINGS.usual,
  wrongKey: {},
  giveUp: 'hang-up',
});

/** What a number does once its people are chosen: the rest has sensible defaults, so that it works after two choices. */
export const newFlow = (language: Language, timeZone: string, agentIds: readonly AgentId[] = []): CallFlow => ({
  languages: [language],
  timeZone,
  welcome: {},
  answer: 'people',
  menu: newMenu(),
  // People of a number are gone through twice unless somebody says otherwise (line 45), those of an option only where it is set (18).
  people: { ...newPeople(agentIds), repeat: true },
  operator: null,
  busy: {},
  unavailable: {},
  nobodyAnswered: {},
  queue: {
    on: false,
    callers: QUEUE_CALLERS.usual,
    minutes: QUEUE_MINUTES.usual,
    music: { kind: 'default', file: null, url: '', urlFile: null },
    announcement: 'important',
    custom: {},
    announceSeconds: ANNOUNCE_SECONDS.usual,
    tellPosition: false,
    tellWait: false,
    voicemailKey: null,
    callBackKey: null,
  },
  voicemail: { on: false, greeting: {}, longestSeconds: VOICEMAIL_SECONDS.usual },
  hours: { on: false, week: [], holidays: [], closed: {}, after: 'hang-up', forwardTo: null },
  record: false,
  ownerFirst: { on: false, seconds: OWNER_SECONDS.usual },
  withheld: 'take',
});
