import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { root } from './projectFiles.js';

// The planted files do not exist, so that no types can be had for them; the rules of the rooms need none.
const eslint = new ESLint({ cwd: root, overrideConfig: [tseslint.configs.disableTypeChecked] });

/** The rules of the rooms that lint says a file with this code breaks, were it there. */
async function brokenRules(path: string, code: string): Promise<string[]> {
  const results = await eslint.lintText(code, { filePath: `${root}${path}` });
  return results
    .flatMap(({ messages }) => messages)
    .map(({ ruleId, fatal, message }) => (fatal === true ? message : (ruleId ?? '')))
    .filter((rule) => !rule.startsWith('@typescript-eslint/'));
}

const wrongRoom = ['import-x/no-restricted-paths'];

// The first look makes the linter read the types of the whole project.
describe('lint', { timeout: 60_000 }, () => {
  it.each([
    ['src/util/planted.ts', '../domain/rank.js'],
    ['src/domain/planted.ts', '../store/ticketIndex.js'],
    ['src/domain/planted.ts', '../../webview/shared/l10n.js'],
    ['src/domain/planted.ts', '../query/parseQuery.js'],
    ['src/query/planted.ts', '../store/layout.js'],
    ['src/query/planted.ts', '../protocol/boardMessages.js'],
    ['src/store/planted.ts', '../app/ticketService.js'],
    ['src/store/codec/planted.ts', '../../app/ticketService.js'],
    ['src/store/planted.ts', '../search/searchIndex.js'],
    ['src/search/planted.ts', '../store/layout.js'],
    ['src/app/planted.ts', '../cli/words.js'],
    ['src/app/planted.ts', '../protocol/boardMessages.js'],
    ['src/protocol/planted.ts', '../store/layout.js'],
    ['src/protocol/planted.ts', '../util/clock.js'],
    ['src/cli/planted.ts', '../extension/commandIds.js'],
    ['src/cli/commands/planted.ts', '../../store/layout.js'],
    ['src/extension/planted.ts', '../store/layout.js'],
    ['src/extension/tree/planted.ts', '../../cli/words.js'],
    ['src/extension/planted.ts', '../../test/harness/demo.js'],
    ['webview/board/planted.ts', '../../src/store/layout.js'],
    ['webview/board/planted.ts', '../../src/util/clock.js'],
    ['webview/board/planted.ts', '../../src/extension/commandIds.js'],
  ])('refuses that %s imports %s, in whatever way', async (path, target) => {
    expect(await brokenRules(path, `import * as wrong from '${target}';\nexport const used = wrong;\n`)).toEqual(
      wrongRoom,
    );
    expect(
      await brokenRules(path, `import type * as wrong from '${target}';\nexport type Used = typeof wrong;\n`),
    ).toEqual(wrongRoom);
    expect(await brokenRules(path, `export * from '${target}';\n`)).toEqual(wrongRoom);
    expect(await brokenRules(path, `export const wrong = await import('${target}');\n`)).toEqual(wrongRoom);
  });

  it.each([
    'src/util',
    'src/domain',
    'src/query',
    'src/store',
    'src/search',
    'src/app',
    'src/protocol',
    'src/cli',
    'webview/board',
  ])('refuses that %s imports the editor', async (room) => {
    const refused = ['no-restricted-imports'];
    expect(await brokenRules(`${room}/planted.ts`, "export * from 'vscode';\n")).toEqual(refused);
    expect(
      await brokenRules(`${room}/planted.ts`, "import type { Uri } from 'vscode';\nexport type X = Uri;\n"),
    ).toEqual(refused);
  });

  it.each([
    ['src/domain/planted.ts', '../util/clock.js'],
    ['src/query/planted.ts', '../domain/ticket.js'],
    ['src/store/planted.ts', '../domain/rank.js'],
    ['src/app/planted.ts', '../query/parseQuery.js'],
    ['src/app/planted.ts', '../store/layout.js'],
    ['src/app/planted.ts', '../search/searchIndex.js'],
    ['src/search/planted.ts', '../query/parseQuery.js'],
    ['src/protocol/planted.ts', '../domain/ticket.js'],
    ['src/cli/commands/planted.ts', '../../app/ticketText.js'],
    ['src/extension/planted.ts', '../protocol/validateMessage.js'],
    ['src/extension/planted.ts', 'vscode'],
    ['webview/board/planted.ts', '../../src/domain/ticket.js'],
    ['webview/board/planted.ts', '../../src/query/parseQuery.js'],
    ['test/unit/planted.ts', '../../src/store/layout.js'],
  ])('takes it that %s imports %s', async (path, target) => {
    expect(await brokenRules(path, `export * from '${target}';\n`)).toEqual([]);
    expect(await brokenRules(path, `export const right = await import('${target}');\n`)).toEqual([]);
  });
});
