import { spawnSync } from 'node:child_process';
import { chmod, copyFile, cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cliEnv } from '../../harness/cli.js';
import { root } from '../../harness/paths.mjs';
import { tempFolder } from '../../harness/tempStore.js';

/** Root may do everything, so that its tests go on as nobody; any other user is refused as it is. */
const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

interface Program {
  readonly node: string;
  readonly cli: string;
}

/** Runs the command line as a user who may not do everything. */
export async function runAsNobody(
  project: string,
  args: readonly string[],
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const { node, cli } = await reachableProgram();
  // The folder of the coverage reports may belong to root.
  const env = cliEnv({ NODE_V8_COVERAGE: undefined });
  const options = { ...user, env, cwd: '/', encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(node, [cli, '-p', project, ...args, '--json'], options);
  return { code: status, stdout, stderr };
}

/** Where the project lies in root's home, nobody can start anything there: then copies are taken. */
async function reachableProgram(): Promise<Program> {
  const here: Program = { node: process.execPath, cli: path.join(root, 'dist', 'cli.cjs') };
  const asks = `require('node:fs').accessSync(${JSON.stringify(here.cli)})`;
  if (spawnSync(here.node, ['-e', asks], { ...user, cwd: '/' }).status === 0) return here;
  const folder = await tempFolder();
  const copy: Program = {
    node: path.join(folder, path.basename(here.node)),
    cli: path.join(folder, 'dist', 'cli.cjs'),
  };
  await copyFile(here.node, copy.node);
  await mkdir(path.join(folder, 'dist'));
  await cp(here.cli, copy.cli);
  await cp(path.join(root, 'dist', 'cli'), path.join(folder, 'dist', 'cli'), { recursive: true });
  await writeFile(path.join(folder, 'package.json'), '{"type":"module"}');
  for (const each of [folder, copy.node]) await chmod(each, 0o755);
  return copy;
}
