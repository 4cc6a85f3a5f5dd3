import * as v from 'valibot';

/** Our own id of a call: `c_` and 22 characters of base64url (128 random bits). Never Twilio's. */
export const callIdSchema = v.pipe(v.string(), v.regex(/^c_[A-Za-z0-9_-]{22}$/), v.brand('CallId'));
export type CallId = v.InferOutput<typeof callIdSchema>;

/** Our own id of an agent, used as her Twilio identity too: `u_` and 20 hexadecimal digits (Twilio's safe alphabet). */
export const agentIdSchema = v.pipe(v.string(), v.regex(/^u_[0-9a-f]{20}$/), v.brand('AgentId'));
export type AgentId = v.InferOutput<typeof agentIdSchema>;

/** A phone number in E.164: `+` and 7 to 15 digits. */
export const e164Schema = v.pipe(v.string(), v.regex(/^\+[1-9]\d{6,14}$/), v.brand('E164'));
export type E164 = v.InferOutput<typeof e164Schema>;
