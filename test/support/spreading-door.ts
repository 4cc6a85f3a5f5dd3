import { type ClientRequest, createServer, type IncomingMessage, request, type Server } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** A load balancer that leads each request, and each socket, to the next process; whoever comes while none lives is hung up on. */
export function spreadingDoor(ports: () => readonly number[]): Server {
  let led = 0;
  const next = (): number | undefined => {
    const living = ports();
    led++;
    return living[led % living.length];
  };
  const door = createServer((asked, answer) => {
    const passed = passOn(asked, next());
    passed.on('error', () => answer.destroy());
    passed.on('response', (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.on('error', () => answer.destroy()).pipe(answer);
    });
    asked.pipe(passed);
  });
  door.on('upgrade', (asked: IncomingMessage, caller: Duplex) => upgrade(asked, caller, next()));
  return door;
}

/** Port 0 refuses: nobody listens there. */
const passOn = ({ method, url, headers }: IncomingMessage, port = 0): ClientRequest =>
  request({ host: '127.0.0.1', port, headers, agent: false, ...(method && { method }), ...(url && { path: url }) });

function upgrade({ method, url, rawHeaders }: IncomingMessage, caller: Duplex, port = 0): void {
  const server = connect({ port, host: '127.0.0.1' });
  const lines = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1]}`] : []));
  server.write([`${method} ${url} HTTP/1.1`, ...lines, '', ''].join('\r\n'));
  for (const end of [caller, server])
    end
      .on('error', () => end.destroy())
      .on('close', () => {
        caller.destroy();
        server.destroy();
      });
  caller.pipe(server).pipe(caller);
}
