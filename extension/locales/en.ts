import { call } from '#extension/locales/en/call.ts';
import { calls } from '#extension/locales/en/calls.ts';
import { compliance } from '#extension/locales/en/compliance.ts';
import { control } from '#extension/locales/en/control.ts';
import { device } from '#extension/locales/en/device.ts';
import { diagnosis } from '#extension/locales/en/diagnosis.ts';
import { flow } from '#extension/locales/en/flow.ts';
import { onboarding } from '#extension/locales/en/onboarding.ts';
import { options } from '#extension/locales/en/options.ts';
import { popup } from '#extension/locales/en/popup.ts';
import { presence } from '#extension/locales/en/presence.ts';
import { problem } from '#extension/locales/en/problem.ts';
import { recording } from '#extension/locales/en/recording.ts';
import { supervise } from '#extension/locales/en/supervise.ts';
import { team } from '#extension/locales/en/team.ts';
import { time } from '#extension/locales/en/time.ts';
import { trace } from '#extension/locales/en/trace.ts';
import { wrapUp } from '#extension/locales/en/wrap-up.ts';

export const en = {
  call,
  calls,
  compliance,
  control,
  popup,
  presence,
  problem,
  time,
  options,
  device,
  onboarding,
  recording,
  supervise,
  team,
  diagnosis,
  flow,
  trace,
  wrapUp,
};
