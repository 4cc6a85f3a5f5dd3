import { fork } from 'node:child_process';
import * as v from 'valibot';

/** A server of a bench in a process of its own: what it costs is not the bench's. */
export interface ForkedServer {
  port: number;
  /** Processor time that it has used so far: what others do on this machine is not in it. */
  cpuMicroseconds(): Promise<number>;
  /** What it holds on its heap, once all that nobody needs is gone. Its process must have been given `--expose-gc`. */
  heapBytes(): Promise<number>;
  /** The same with what lies outside of the heap (buffers), and all that the machine has given it. */
  memory(): Promise<Memory>;
  /** Resolves once its process has ended: what it has used may be taken away then. */
  stop(): Promise<void>;
}

export interface Memory {
  heldBytes: number;
  residentBytes: number;
}

const listens = v.object({ port: v.pipe(v.number(), v.safeInteger()) });
const used = v.object({ cpuMicroseconds: v.number() });
const held = v.object({ heapBytes: v.number() });
const memory = v.object({ heldBytes: v.number(), residentBytes: v.number() });

/** Starts `script`, which calls `serveToParent`. @param execArgv options of Node itself. */
export async function forkServer(
  script: string,
  args: readonly string[],
  execArgv: readonly string[] = [],
): Promise<ForkedServer> {
  const child = fork(script, args, { execArgv: [...execArgv] });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const ended = exited.then((code): never => {
    throw new Error(`the server ${args.join(' ')} ended with ${code}`);
  });
  ended.catch(() => undefined); // at the end of the bench nobody waits for it
  const told = () => Promise.race([ended, new Promise<unknown>((resolve) => child.once('message', resolve))]);
  const ask = (question: Question) => {
    const answer = told();
    child.send(question);
    return answer;
  };
  const { port } = v.parse(listens, await told());
  return {
    port,
    cpuMicroseconds: async () => v.parse(used, await ask('cpu?')).cpuMicroseconds,
    heapBytes: async () => v.parse(held, await ask('heap?')).heapBytes,
    memory: async () => v.parse(memory, await ask('memory?')),
    async stop() {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}

export type Question = 'cpu?' | 'heap?' | 'memory?';
