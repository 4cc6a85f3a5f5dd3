import { RequestError } from '@hono/node-server';
import { Hono } from 'hono';
import { problem } from '#shared/problem.ts';
import { adminRoutes } from './admin/admin.routes.ts';
import { diagnosisRoutes } from './admin/diagnosis.routes.ts';
import { agentRoutes } from './agents/agents.routes.ts';
import { signInRoutes } from './agents/sign-in.routes.ts';
import { audioRoutes } from './audio/audio.routes.ts';
import { callRoutes } from './calls/calls.routes.ts';
import { controlRoutes } from './calls/control/control.routes.ts';
import { qualityRoutes } from './calls/quality.routes.ts';
import { recordingRoutes } from './calls/recording/recordings.routes.ts';
import { wrapUpRoutes } from './calls/wrap-up/wrap-up.routes.ts';
import type { Context } from './context.ts';
import { extensionCors, extensionGuard } from './http/extension-guard.ts';
import { healthRoutes } from './http/health.routes.ts';
import { problemResponse } from './http/problem-response.ts';
import { factsOf } from './http/request-facts.ts';
import { requestLog } from './http/request-log.ts';
import { securityHeaders } from './http/security-headers.ts';
import { announcementRoutes } from './twilio/announcement.routes.ts';
import { callerAudioRoutes } from './twilio/audio.routes.ts';
import { mobileRoutes } from './twilio/mobile.routes.ts';
import { outgoingRoutes } from './twilio/outgoing.routes.ts';
import { queueRoutes } from './twilio/queue.routes.ts';
import { recordingStatusRoutes } from './twilio/recording.routes.ts';
import { ringMeRoutes } from './twilio/ring-me.routes.ts';
import { roomRoutes } from './twilio/room.routes.ts';
import { statusRoutes } from './twilio/status.routes.ts';
import { voiceRoutes } from './twilio/voice.routes.ts';

/** What every area of the server exports: its routes, with their whole paths. */
const AREAS: readonly ((context: Context) => Hono)[] = [
  signInRoutes,
  agentRoutes,
  callRoutes,
  controlRoutes,
  qualityRoutes,
  wrapUpRoutes,
  recordingRoutes,
  adminRoutes,
  diagnosisRoutes,
  voiceRoutes,
  outgoingRoutes,
  announcementRoutes,
  mobileRoutes,
  queueRoutes,
  roomRoutes,
  callerAudioRoutes,
  audioRoutes,
  statusRoutes,
  recordingStatusRoutes,
  ringMeRoutes,
];

/** The whole HTTP surface. @param eventRoutes the event sockets, which need the process's hub. */
export function buildApp(context: Context, eventRoutes: Hono): Hono {
  const { background, config, log } = context;
  const app = new Hono();
  // Owned, since a handler goes on when whoever asked has hung up.
  app.use((_, next) => background.own(next()));
  app.use(requestLog(log), securityHeaders(config.publicUrl));
  app.route('/', healthRoutes(context));
  app.use('/api/*', extensionCors(config.extensionIds), extensionGuard(config.extensionIds));
  app.use('/.well-known/sidetone', extensionCors(config.extensionIds));
  app.route('/', eventRoutes);
  for (const area of AREAS) app.route('/', area(context));

  app.notFound((asked) => problemResponse(asked, problem('not-found', 'There is nothing at this address.')));
  app.onError((error, asked) => {
    const facts = factsOf(asked, log);
    if (error instanceof RequestError)
      return problemResponse(asked, problem('bad-request', 'The request is malformed.'));
    facts.log.error('request failed', { error });
    return problemResponse(
      asked,
      problem('internal', `Sidetone has made a mistake. Its log tells more under request ${facts.id}.`, {
        params: { request: facts.id },
        retry: true,
      }),
    );
  });
  return app;
}
