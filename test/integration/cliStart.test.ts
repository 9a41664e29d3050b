import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyProject, tempFolder } from '../harness/tempStore.js';
import { cli } from './support/commands.js';

describe('the compiled program', () => {
  it("is kept in the person's cache folder, and is not in the way where there is none", async () => {
    const project = await emptyProject();
    const cache = await tempFolder();
    const file = path.join(cache, 'file');
    await writeFile(file, '');
    const unset = { NODE_V8_COVERAGE: undefined, NODE_COMPILE_CACHE: undefined, NODE_DISABLE_COMPILE_CACHE: undefined };
    const env = { ...unset, XDG_CACHE_HOME: cache };
    const first = await cli(project, ['list', '--json'], { env });
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(await readdir(cache)).toEqual(['file', 'ticketree']);
    expect(await cli(project, ['list', '--json'], { env })).toEqual(first);
    expect(await cli(project, ['list', '--json'], { env: { ...env, XDG_CACHE_HOME: file } })).toEqual(first);
    expect(await cli(project, ['list', '--json'], { env: { ...env, HOME: undefined } })).toEqual(first);
    expect(await readdir(cache)).toEqual(['file', 'ticketree']);
  });
});
