import type { en } from '#extension/locales/en.ts';
import { call } from '#extension/locales/es/call.ts';
import { calls } from '#extension/locales/es/calls.ts';
import { compliance } from '#extension/locales/es/compliance.ts';
import { control } from '#extension/locales/es/control.ts';
import { device } from '#extension/locales/es/device.ts';
import { diagnosis } from '#extension/locales/es/diagnosis.ts';
import { flow } from '#extension/locales/es/flow.ts';
import { onboarding } from '#extension/locales/es/onboarding.ts';
import { options } from '#extension/locales/es/options.ts';
import { popup } from '#extension/locales/es/popup.ts';
import { presence } from '#extension/locales/es/presence.ts';
import { problem } from '#extension/locales/es/problem.ts';
import { recording } from '#extension/locales/es/recording.ts';
import { supervise } from '#extension/locales/es/supervise.ts';
import { team } from '#extension/locales/es/team.ts';
import { time } from '#extension/locales/es/time.ts';
import { trace } from '#extension/locales/es/trace.ts';
import { wrapUp } from '#extension/locales/es/wrap-up.ts';

export const es: typeof en = {
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
