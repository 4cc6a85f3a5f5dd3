import * as v from 'valibot';

/** As the browser names a device; empty: the system's own choice. */
const deviceId = v.pipe(v.string(), v.maxLength(300));

export const settingsSchema = v.object({
  language: v.picklist(['auto', 'en', 'es']),
  theme: v.picklist(['auto', 'light', 'dark']),
  microphoneId: deviceId,
  speakerId: deviceId,
  ringerId: deviceId,
  /** 0 to 1. */
  ringerVolume: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  /** An administrator's: new pairs of person and number begin with recording on; missing: off. */
  recordNewPairs: v.optional(v.boolean()),
});
export type Settings = v.InferOutput<typeof settingsSchema>;
