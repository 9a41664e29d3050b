import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

const gracePeriod = 5_000;

/** @typedef {{ kill: () => void, stop: () => Promise<void> }} Group */
/** @type {Set<Group>} */
const running = new Set();
let watching = false;

/**
 * Starts a program in a process group of its own, so that it can be ended with everything that it started.
 * It also ends when this process does. `cleanUp` comes last in either case.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @param {() => void} [cleanUp]
 */
export function startGroup(command, args, options, cleanUp = () => {}) {
  const child = spawn(command, args, { ...options, detached: true });
  const closed = once(child, 'exit').catch(() => {});
  const signal = (/** @type {NodeJS.Signals} */ name) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // Nobody is left in the group.
    }
  };
  let stopping = false;
  const group = {
    kill: () => {
      signal('SIGKILL');
      cleanUp();
    },
    stop: async () => {
      stopping = true;
      signal('SIGTERM');
      await Promise.race([closed, delay(gracePeriod, undefined, { ref: false })]);
      signal('SIGKILL');
      await closed;
      if (running.delete(group)) cleanUp();
    },
  };
  running.add(group);
  endWithParent();
  return { child, closed, stop: group.stop, stopping: () => stopping };
}

/**
 * A signal alone would end us without an "exit" event, so the first one ends the groups in good order. Later ones change
 * nothing: at a Ctrl+C npm sends a second one of its own, and the wait is bounded anyway.
 */
function endWithParent() {
  if (watching) return;
  watching = true;
  process.on('exit', () => running.forEach((group) => group.kill()));
  let stopping = false;
  for (const [name, code] of /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])) {
    process.on(name, () => {
      if (stopping) return;
      stopping = true;
      // A program for which a signal is the usual end has set its exit code to 0.
      void Promise.all([...running].map((group) => group.stop())).finally(() => process.exit(process.exitCode ?? code));
    });
  }
}
