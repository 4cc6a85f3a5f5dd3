import { incomingCall } from '#test/stories/incoming-call.scene.ts';
import { notedCall, notedIncomingCall } from '#test/stories/noted-call.scene.ts';
import { outgoingCall } from '#test/stories/outgoing-call.scene.ts';
import type { Stage } from '#test/stories/stage.ts';
import { playScene, printingDirector, type Scene, type TourResult } from './printing-director.ts';

const SCENES: readonly Scene<Stage>[] = [
  { title: 'Ana calls Laura from her record', play: outgoingCall },
  { title: 'Laura calls the company', play: incomingCall },
  { title: 'Ana notes a recorded call: it lands on the record', play: notedCall },
  { title: 'Laura calls again, and two agents ring: one log', play: notedIncomingCall },
];

/** Plays the scenes of the demo, prints one line a step with its time, and leaves screenshots in `folder`. */
export async function tour(stage: Stage, folder: string, say: (line: string) => void): Promise<TourResult> {
  const result: TourResult = { steps: 0, failed: [] };
  const director = printingDirector(result, { folder, say });
  for (const scene of SCENES) await playScene(scene, stage, director, say);
  return result;
}
