import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import twilio from 'twilio';

export interface ReceivedWebhook {
  method: string;
  /** Path and query. */
  path: string;
  parameters: Record<string, string>;
  headers: Record<string, string>;
  /** The judgement of the official `twilio` package. */
  isSigned: boolean;
}

type Reply = string | Response | ((webhook: ReceivedWebhook) => string | Response | Promise<string | Response>);

/**
 * A customer's web server for tests of the local Twilio: answers each path with what the test put there (a text is TwiML), checks
 * every signature with the official validator, and keeps what came.
 */
export interface WebhookReceiver {
  url: string;
  received: ReceivedWebhook[];
  /** What has come to a path (without its query). */
  at(path: string): ReceivedWebhook[];
  reply(path: string, reply: Reply): void;
  close(): Promise<void>;
}

export async function startWebhookReceiver(authToken: () => string): Promise<WebhookReceiver> {
  const replies = new Map<string, Reply>();
  const received: ReceivedWebhook[] = [];
  const app = new Hono();
  let origin = '';
  app.all('*', async (context) => {
    const url = new URL(context.req.url);
    const path = url.pathname + url.search;
    const isPost = context.req.method === 'POST';
    const form = isPost ? new URLSearchParams(await context.req.text()) : url.searchParams;
    const parameters = Object.fromEntries(form);
    const signature = context.req.header('x-twilio-signature') ?? '';
    const webhook = {
      method: context.req.method,
      path,
      parameters,
      headers: context.req.header(),
      isSigned: twilio.validateRequest(authToken(), signature, origin + path, isPost ? parameters : {}),
    };
    received.push(webhook);
    const reply = replies.get(url.pathname) ?? new Response('nothing here', { status: 404 });
    const made = typeof reply === 'function' ? await reply(webhook) : reply;
    return typeof made === 'string' ? context.body(made, 200, { 'content-type': 'text/xml' }) : made.clone();
  });
  const server = await new Promise<Server>((resolve) => {
    const made = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(made as Server)) as Server;
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: origin,
    received,
    at: (path) => received.filter((webhook) => webhook.path.split('?')[0] === path),
    reply: (path, reply) => replies.set(path, reply),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
