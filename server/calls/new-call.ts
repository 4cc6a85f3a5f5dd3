import * as v from 'valibot';
import type { Context } from '#server/context.ts';
import { type CallId, callIdSchema } from '#shared/ids.ts';

/** 128 random bits. */
export const newCallId = ({ randomBytes }: Pick<Context, 'randomBytes'>): CallId =>
  v.parse(callIdSchema, `c_${randomBytes(16).toString('base64url')}`);

/** A call of which nothing is known yet. */
export const blank = {
  agent_id: null,
  record: null,
  name: null,
  record_url: null,
  usable_until: null,
  disposition: null,
  answered_at: null,
  ended_at: null,
  talked_seconds: 0,
  rang: '[]',
  flow_version: null,
  flow_position: null,
} as const;
