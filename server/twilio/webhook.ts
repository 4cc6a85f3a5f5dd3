import type { Context as Asked, Hono } from 'hono';
import * as v from 'valibot';
import type { Context } from '#server/context.ts';
import { factsOf } from '#server/http/request-facts.ts';
import { schemaFault } from '#shared/schema-fault.ts';
import { steadyConnection } from './connection.ts';
import { admitWebhook } from './signature.guard.ts';

/** How long a caller may wait for us. Twilio gives up after 15 s in all, a connection's retry included. */
const DEADLINE_MS = 8_000;

export interface Answer {
  /** TwiML; null: the answer does not matter to Twilio. */
  document: string | null;
  /** Undoes what was decided, when the caller has already been given `otherwise`. */
  ifTooLate?: () => Promise<void>;
}

export interface Webhook<Form> {
  path: string;
  schema: v.GenericSchema<unknown, Form>;
  handle(form: Form, query: URLSearchParams): Promise<Answer>;
  /** What is answered when all else fails or takes too long: a caller is never left without a word. The form, as far as it was read. */
  otherwise(form: Form | undefined): string | null;
}

/** Makes a function that adds webhooks to an app: guard, form, deadline, fallback. One request may come twice, late, or out of order. */
export function webhooks(app: Hono, context: Context) {
  const connection = steadyConnection(context);

  return <Form>({ path, schema, handle, otherwise }: Webhook<Form>): void => {
    app.post(path, async (asked) => {
      const { log } = factsOf(asked, context.log);
      let known: Form | undefined;
      let isLate = false;
      return new Promise<Response>((resolve, reject) => {
        const inTime = context.clock.after(DEADLINE_MS, () => {
          isLate = true;
          log.error('webhook answered too late', { path });
          resolve(reply(asked, otherwise(known)));
        });
        // Past the deadline it goes on by itself.
        context.background.own(answer()).finally(inTime).then(resolve, reject);
      });

      async function answer(): Promise<Response> {
        try {
          const admitted = await admitWebhook(asked.req.raw, await connection.recent(), context, connection.latest);
          if (!admitted.ok) {
            log.warn('webhook refused', { path, reason: admitted.reason });
            return asked.text(admitted.reason, admitted.status);
          }
          const form = v.safeParse(schema, admitted.form);
          if (!form.success) {
            log.warn('webhook not as documented', { path, fault: schemaFault(form.issues) });
            return asked.text('not as documented', 400);
          }
          known = form.output;
          const { document, ifTooLate } = await handle(form.output, new URL(asked.req.url).searchParams);
          if (isLate) await ifTooLate?.();
          return reply(asked, document);
        } catch (error) {
          log.error('webhook failed', { path, error });
          return reply(asked, otherwise(known));
        }
      }
    });
  };
}

function reply(asked: Asked, document: string | null): Response {
  if (document === null) return asked.body(null, 204);
  return asked.body(document, 200, { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' });
}
