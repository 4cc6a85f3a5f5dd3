import { once } from 'node:events';
import { createServer } from 'node:http';
import { portOf } from './port-of.ts';

/** Another host that speaks to callers while no server of ours lives, as an operator sets it up (FALLBACK_URL). */
export interface FallbackHost {
  url: string;
  /** How often it had to. */
  asked: number;
  stop(): void;
}

const APOLOGY =
  '<?xml version="1.0" encoding="UTF-8"?><Response><Say>Please call again later.</Say><Hangup/></Response>';

export async function openFallbackHost(): Promise<FallbackHost> {
  const server = createServer((asked, answer) => {
    asked.resume();
    host.asked += 1;
    answer.writeHead(200, { 'content-type': 'text/xml' }).end(APOLOGY);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host: FallbackHost = {
    url: `http://127.0.0.1:${portOf(server.address())}/fallback`,
    asked: 0,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
  return host;
}
