import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { emptyProject, leftovers, openWorkspace } from '../../harness/tempStore.js';
import { cli, git } from '../../integration/support/commands.js';
import { randomNumbers } from '../random.js';
import { reachableMarks } from './everyByte.js';
import { Walker } from './walker.js';

const steps = 500;
/** Everything is looked for after so many steps, since that reads all there is. */
const looksEvery = 10;

it('500 random steps in several worktrees lose no byte that was ever committed or written', async () => {
  const seed = Math.floor(Math.random() * 2 ** 32);
  const project = await emptyProject();
  await writeFile(path.join(project, '.gitignore'), '.env\n*-vibeticket-*/\n');
  await writeFile(
    path.join(project, '.vibe-ticket', 'ticketree.yaml'),
    'schema_version: 1\ngit:\n  copy_files:\n    - .env\n',
  );
  for (const name of ['a.txt', 'b.txt']) await writeFile(path.join(project, name), 'first line\n');
  await git(project, 'init');
  await git(project, 'config', 'user.name', 'Walker');
  await git(project, 'config', 'user.email', 'walker@example.invalid');
  await git(project, 'add', '-A');
  await git(project, 'commit', '-m', 'begin');
  const walker = new Walker(project, await openWorkspace(project), randomNumbers(seed));
  for (let step = 1; step <= steps; step++) {
    await walker.step();
    if (step % looksEvery !== 0) continue;
    const reachable = await reachableMarks(project);
    const lost = walker.marks.filter((mark) => !reachable.has(mark));
    if (lost.length > 0) {
      throw new Error(
        `lost by step ${step} with seed ${seed}: ${lost.join(', ')}\n${walker.since(lost[0] ?? '').join('\n')}`,
      );
    }
  }
  expect(walker.marks.length).toBeGreaterThan(50);
  expect(walker.log.filter((line) => line.startsWith('finish finished')).length, walker.log.join('\n')).toBeGreaterThan(
    5,
  );
  expect(walker.log.filter((line) => line.startsWith('undo done')).length, walker.log.join('\n')).toBeGreaterThan(2);
  expect(await leftovers(project)).toEqual([]);
  expect((await readdir(path.join(project, '.git'))).filter((name) => name.endsWith('.lock'))).toEqual([]);
  // Branches that were deleted by force are missing, and told of; nothing else is.
  const findings = (JSON.parse((await cli(project, ['doctor', '--json'])).stdout) as { findings: { code: string }[] })
    .findings;
  expect(findings.filter(({ code }) => code !== 'lost-branch')).toEqual([]);
});
