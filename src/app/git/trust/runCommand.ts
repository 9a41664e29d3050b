import { spawn } from 'node:child_process';
import { withoutMisleading } from '../../../git/gitEnvironment.js';

/** What a command of the project is told; it gets no text of the ticket, which may be anything. */
export interface CommandSurroundings {
  /** The worktree, in which it runs. */
  readonly folder: string;
  readonly ticketId: string;
  readonly branch: string;
  /** Where its standard output goes: a descriptor of this process. */
  readonly stdout: number;
}

/**
 * Runs a command line of the settings in the system's shell, at the person's terminal. Whoever calls this has seen to it
 * that the command is trusted.
 * @returns whether it succeeded
 */
export async function runCommand(command: string, surroundings: CommandSurroundings): Promise<boolean> {
  const { folder, ticketId, branch, stdout } = surroundings;
  const variables = { TICKETREE_TICKET_ID: ticketId, TICKETREE_BRANCH: branch, TICKETREE_WORKTREE: folder };
  const child = spawn(command, {
    shell: true,
    cwd: folder,
    stdio: ['inherit', stdout, 'inherit'],
    env: { ...withoutMisleading(process.env), ...variables },
  });
  return new Promise((resolve) => {
    child.once('error', () => {
      resolve(false);
    });
    child.once('close', (code) => {
      resolve(code === 0);
    });
  });
}
