import { Hono } from 'hono';
import * as v from 'valibot';
import { startOfMp3 } from '#test/twilio/media/audio-file/mp3.ts';
import { MEDIA_FAULT_NAMES } from '#test/twilio/recording/media-faults.ts';
import type { Control } from './control.ts';
import { read } from './control-body.ts';
import { ControlError } from './control-error.ts';
import { recordingReport } from './recording-report.ts';

const wholeNumber = v.pipe(v.number(), v.safeInteger());
const settings = v.strictObject({ preparationMs: v.optional(v.pipe(wholeNumber, v.minValue(0))) });
const fault = v.strictObject({
  what: v.picklist(MEDIA_FAULT_NAMES),
  recordingSid: v.optional(v.pipe(v.string(), v.regex(/^RE[0-9a-f]{32}$/, 'not the SID of a recording'))),
  count: v.optional(v.pipe(wholeNumber, v.minValue(1))),
  delayMs: v.optional(v.pipe(wholeNumber, v.minValue(0))),
});

/** `/control/recordings`: what was recorded, how long a file takes to be ready, its MP3, and faults of the download. */
export function recordingControlRoutes(control: Control): Hono {
  const { recordings } = control;
  const routes = new Hono();
  const show = () => ({ preparationMs: recordings.preparationMs, recordings: recordings.list().map(recordingReport) });
  routes.get('/', (context) => context.json(show()));
  routes.patch('/', async (context) => {
    const { preparationMs } = await read(context, settings);
    recordings.preparationMs = preparationMs ?? recordings.preparationMs;
    return context.json(show());
  });
  routes.get('/faults', (context) => context.json(recordings.faults.list()));
  routes.post('/faults', async (context) => {
    recordings.faults.add(await read(context, fault));
    return context.json(recordings.faults.list(), 201);
  });
  routes.delete('/faults', (context) => {
    recordings.faults.clear();
    return context.body(null, 204);
  });
  routes.put('/:sid/mp3', async (context) => {
    const sid = context.req.param('sid');
    if (!recordings.get(sid)) throw new ControlError(404, 'no-such-recording', `there is no recording ${sid}`);
    const file = new Uint8Array(await context.req.arrayBuffer());
    if (startOfMp3(file) === undefined) throw new ControlError(400, 'not-mp3', 'the body is no MP3 file');
    recordings.mp3s.set(sid, file);
    return context.body(null, 204);
  });
  return routes;
}
