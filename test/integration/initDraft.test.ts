import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../harness/tempStore.js';
import { document } from './support/commands.js';
import { deadProcess, livingProcess } from './support/processes.js';

async function draft(
  project: string,
  pid: number,
  name = `..vibe-ticket.${String(pid)}.0123456789ab.tmp`,
): Promise<string> {
  await mkdir(path.join(project, name, 'tickets'), { recursive: true });
  await writeFile(path.join(project, name, 'config.yaml'), 'project:\n');
  return name;
}

it('removes the half store of a process that was killed, and leaves that of one at work', async () => {
  const project = await tempFolder();
  await draft(project, await deadProcess());
  const living = await livingProcess();
  const kept = await draft(project, living);
  const old = await draft(project, living, `..vibe-ticket.${String(living)}.ba9876543210.tmp`);
  await utimes(path.join(project, old), 1, 1);
  const others = [await draft(project, 1, '..vibe-ticket.x.tmp'), await draft(project, 1, '.mine.1.0123456789ab.tmp')];
  await document(project, ['init']);
  expect((await readdir(project)).sort()).toEqual(['.gitignore', '.vibe-ticket', kept, ...others].sort());
});

it('leaves no draft and no lock behind', async () => {
  const project = await tempFolder();
  await document(project, ['init']);
  await document(project, ['init', '--force']);
  const names = await readdir(project, { recursive: true });
  expect(names.filter((name) => /\.(?:tmp|lock)$/.test(name))).toEqual([]);
});
