import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { tempName } from '../../src/store/tempName.js';
import { tempFolder } from '../harness/tempStore.js';
import { document } from './support/commands.js';
import { deadProcess, livingProcess } from './support/processes.js';

async function draft(project: string, name: string): Promise<string> {
  await mkdir(path.join(project, name, 'tickets'), { recursive: true });
  await writeFile(path.join(project, name, 'config.yaml'), 'project:\n');
  return name;
}

/** The name of the draft that a process on this host makes. */
function draftName(pid: number): string {
  return tempName('.vibe-ticket').replace(`.${String(process.pid)}.`, `.${String(pid)}.`);
}

it('removes the half store of a process that was killed, and leaves that of one at work', async () => {
  const project = await tempFolder();
  await draft(project, draftName(await deadProcess()));
  const living = await livingProcess();
  const kept = await draft(project, draftName(living));
  const old = await draft(project, draftName(living));
  await utimes(path.join(project, old), 1, 1);
  const others = [
    await draft(project, '..vibe-ticket.x.tmp'),
    await draft(project, draftName(1).replace('vibe', 'my')),
  ];
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
