import type { Scene } from '#test/demo/printing-director.ts';
import { answered } from './answered.scene.ts';
import { askedFirst } from './asked-first.scene.ts';
import type { Cast } from './cast.ts';
import { dialled } from './dialled.scene.ts';
import { held } from './held.scene.ts';
import { lost } from './lost.scene.ts';
import { missed } from './missed.scene.ts';
import { recorded } from './recorded.scene.ts';
import { second } from './second.scene.ts';
import { sentOn } from './sent-on.scene.ts';
import { status } from './status.scene.ts';
import { supervised } from './supervised.scene.ts';
import { together } from './together.scene.ts';
import { troubles } from './troubles.scene.ts';

/** The calls of the tour, in their order; its name is a call's folder of pictures. */
export const ALL_CALLS: readonly (Scene<Cast> & { readonly name: string })[] = [
  { name: '01-answered', title: 'An incoming call, and its wrap-up', play: answered },
  { name: '02-dialled', title: 'An outgoing call with an extension and keys', play: dialled },
  { name: '03-held', title: 'Hold and resume, and a hold that is refused', play: held },
  { name: '04-asked-first', title: 'A colleague is asked first, and takes the call', play: askedFirst },
  { name: '05-together', title: 'A colleague is asked first; swap, all three talk, and Ana leaves', play: together },
  { name: '06-sent-on', title: 'A call is sent on at once: not taken, taken', play: sentOn },
  { name: '07-second', title: 'A second call', play: second },
  { name: '08-recorded', title: 'Recording: announced, paused, in two parts, declined', play: recorded },
  { name: '09-supervised', title: 'A call that an administrator listens to', play: supervised },
  { name: '10-missed', title: 'Missed calls are worked through', play: missed },
  { name: '11-status', title: 'Away, with reasons, and not answering', play: status },
  { name: '12-troubles', title: 'Microphone, server and network fail', play: troubles },
  { name: '13-lost', title: 'Ana’s browser dies in calls', play: lost },
];
