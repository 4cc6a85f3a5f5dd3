import { parentPort, workerData } from 'node:worker_threads';
import { readSoundFile } from './sound-file.ts';

/** Runs beside the server, which answers callers meanwhile. Gets the file's bytes, tells what `readSoundFile` says. */
const { file }: { file: Uint8Array } = workerData;
parentPort?.postMessage(await readSoundFile(Buffer.from(file)));
