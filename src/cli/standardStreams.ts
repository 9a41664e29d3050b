import { StandardStream } from './standardStream.js';

/** Where errors go, and everything beside the result. When that fails there is nowhere to say so. */
const stderr = new StandardStream(2, () => {
  process.exitCode = 1;
});

const stdout = new StandardStream(1, ({ message }) => {
  process.exitCode = 1;
  stderr.write(`error: The output cannot be written: ${message}\n`);
});

/** What this process prints to. */
export const standardStreams = { stdout, stderr } as const;
