import * as v from 'valibot';
import type { Step } from '#server/call-flow/turn.ts';
import type { Config } from '#server/config.ts';
import { callIdSchema } from '#shared/ids.ts';
import { flowDocument } from './flow-document.ts';
import { TwimlTooLarge } from './twiml.ts';
import { ANY_LINE } from './words.ts';

/** Ids are all of one length: any call's document is as long as this one's. */
const ANY_CALL = v.parse(callIdSchema, `c_${'0'.repeat(22)}`);
const LATE_STEP = 999;

/** Whether Twilio takes the document that a caller's step is written as (11750). Asked before a flow is saved. */
export function documentFits(config: Pick<Config, 'publicUrl'>, step: Step): boolean {
  try {
    flowDocument(config, {
      ...step,
      callId: ANY_CALL,
      line: ANY_LINE,
      step: LATE_STEP,
      record: true,
      withheld: true,
    });
    return true;
  } catch (error) {
    if (error instanceof TwimlTooLarge) return false;
    throw error;
  }
}
