import { ConfigError, readConfig } from './config.ts';
import { openServer } from './server.ts';

/** `npm start`: the environment in, a running server out. */
async function main(): Promise<void> {
  const server = await openServer({ config: readConfig() });
  const { port, origin, setUpLink } = await server.listen();
  say('');
  say(`Sidetone listens on port ${port} for ${origin}`);
  say(server.durability);
  if (setUpLink) {
    say('');
    say('Nobody has set this server up yet. An administrator of your CRM opens this link, which works once:');
    say(`  ${setUpLink}`);
  }
  say('');

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      server.stop().then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      );
    });
  }
}

function fail(error: unknown): never {
  if (error instanceof ConfigError) {
    process.stderr.write(`\n${error.message}\n\n${error.problems.map((text) => `  • ${text}\n`).join('')}\n`);
  } else {
    const cause = error instanceof Error && error.cause instanceof Error ? `\n  ${error.cause.message}` : '';
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}${cause}\n\n`);
  }
  process.exit(1);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch(fail);
