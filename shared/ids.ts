import * as z from 'zod/mini';

/** Our own id of a call: `c_` and 22 characters of base64url (128 random bits). Never Twilio's. */
export const callIdSchema = z
  .string()
  .check(z.regex(/^c_[A-Za-z0-9_-]{22}$/))
  .brand<'CallId'>();
export type CallId = z.infer<typeof callIdSchema>;

/** Our own id of an agent, used as her Twilio identity too: `u_` and 20 hexadecimal digits (Twilio's safe alphabet). */
export const agentIdSchema = z
  .string()
  .check(z.regex(/^u_[0-9a-f]{20}$/))
  .brand<'AgentId'>();
export type AgentId = z.infer<typeof agentIdSchema>;

/** A phone number in E.164: `+` and 7 to 15 digits. */
export const e164Schema = z
  .string()
  .check(z.regex(/^\+[1-9]\d{6,14}$/))
  .brand<'E164'>();
export type E164 = z.infer<typeof e164Schema>;
