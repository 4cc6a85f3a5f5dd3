import { audioApi } from '#shared/api/audio-api.ts';
import { callFlowApi } from '#shared/api/call-flow-api.ts';
import { callSettingsApi } from '#shared/api/call-settings-api.ts';
import { complianceApi } from '#shared/api/compliance-api.ts';
import { numberApi } from '#shared/api/number-api.ts';
import { peopleApi } from '#shared/api/people-api.ts';
import { superviseApi } from '#shared/api/supervise-api.ts';
import { teamApi } from '#shared/api/team-api.ts';
import { twilioApi } from '#shared/api/twilio-api.ts';

export {
  type CallSettings,
  callSettingsSchema,
  type WaitingCall,
  waitingCallSchema,
} from '#shared/api/call-settings-api.ts';
export {
  type IncomingNumber,
  incomingNumberSchema,
  type OutgoingNumber,
  outgoingNumberSchema,
} from '#shared/api/number-api.ts';
export { type Person, personSchema } from '#shared/api/people-api.ts';
export {
  type AccountNumber,
  accountNumberSchema,
  type TwilioConnection,
  type TwilioRegion,
  twilioConnectionSchema,
  twilioRegionSchema,
} from '#shared/api/twilio-api.ts';

/** Asked by agents whose role is admin; anyone else gets `not-admin`. */
export const adminApi = {
  ...callFlowApi,
  ...audioApi,
  ...teamApi,
  ...superviseApi,
  ...complianceApi,
  ...twilioApi,
  ...peopleApi,
  ...callSettingsApi,
  ...numberApi,
} as const;
