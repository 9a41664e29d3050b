import { existsSync, statSync } from 'node:fs';
import path from 'node:path';

export const usage = `Usage: npm start [-- [FOLDER] [--no-open]]

Opens VS Code with the extension on FOLDER, or on a small demo repository.
  --no-open   open nothing: print the command to run, or serve VS Code and print its address
  --help      print this`;

/** A mistake in the arguments; its message ends with the usage. */
export class UsageError extends Error {}

/**
 * @param {string[]} args
 * @returns {{ help: boolean, open: boolean, folder: string | undefined }}
 */
export function startOptions(args) {
  const known = ['--no-open', '--help'];
  const unknown = args.find((arg) => arg.startsWith('-') && !known.includes(arg));
  if (unknown) throw new UsageError(`Unknown option ${unknown}.\n\n${usage}`);
  const folders = args.filter((arg) => !arg.startsWith('-'));
  if (folders.length > 1) throw new UsageError(`One folder can be opened, and here are ${folders.length}.\n\n${usage}`);
  return {
    help: args.includes('--help'),
    open: !args.includes('--no-open'),
    folder: folders[0] === undefined ? undefined : existingFolder(folders[0]),
  };
}

/** npm runs scripts in the project's folder: a relative path is meant from where the person stands. */
function existingFolder(/** @type {string} */ given) {
  const folder = path.resolve(process.env.INIT_CWD ?? process.cwd(), given);
  if (!existsSync(folder)) throw new Error(`There is no folder ${folder}: give the path of one that exists.`);
  if (!statSync(folder).isDirectory() && !folder.endsWith('.code-workspace')) {
    throw new Error(`${folder} is a file: give the path of a folder, or of a .code-workspace file.`);
  }
  return folder;
}
