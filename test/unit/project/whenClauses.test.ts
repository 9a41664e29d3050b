import { describe, expect, it } from 'vitest';
import { manifest } from './manifest.js';
import { filesBelow, readText } from './projectFiles.js';

/** Keys of the editor itself that our clauses ask about. */
const editorKeys = [
  'activeCustomEditorId',
  'isMergeEditor',
  'isWeb',
  'isWorkspaceTrusted',
  'mergeEditorBaseUri',
  'remoteName',
  'resourcePath',
  'resourceScheme',
  'view',
  'viewItem',
  'webviewId',
  'workspaceFolderCount',
];

/** Keys that the board gives to its menus, in `data-vscode-context`. */
const webviewKeys = [
  'webviewSection',
  'ticketStatus',
  'ticketActive',
  'ticketBranch',
  'ticketWorktree',
  'ticketWaiting',
];

const declared = readText('src/extension/contextKeys.ts');

/** The keys of the code, each with the values that it may have; none for true and false. */
const ourKeys = new Map(
  [...declared.matchAll(/^ {2}'(ticketree\.[\w.]+)': (.+);$/gm)].map((match) => [
    match[1] ?? '',
    [...(match[2] ?? '').matchAll(/'(\w+)'/g)].map((value) => value[1] ?? ''),
  ]),
);

interface Question {
  readonly key: string;
  readonly value: string | undefined;
}

/** What a clause asks: each key, with the value that it is compared with where that is one word. */
function questionsOf(clause: string): Question[] {
  const withoutPatterns = clause.replace(/=~ \/(?:\\.|[^/\\])+\//g, '');
  return withoutPatterns
    .split(/&&|\|\||[()!](?!=)/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [key = '', , value] = part.split(/\s*(==|!=|>=?|<=?)\s*/);
      return { key: key.trim(), value: value?.replaceAll("'", '') };
    });
}

const clauses = [
  ...manifest.contributes.commands.map(({ enablement }) => enablement),
  ...Object.values(manifest.contributes.menus).flatMap((items) => items.map(({ when }) => when)),
  ...manifest.contributes.viewsWelcome.map(({ when }) => when),
].filter((clause) => clause !== undefined);

const questions = [...new Set(clauses)].flatMap(questionsOf);

describe('the clauses of the manifest', () => {
  it('are understood by this test', () => {
    expect(questionsOf("a.b == c && !(viewItem =~ /\\b(x|y)\\b/) || !d && webviewId == 'e.f' && n > 0")).toEqual([
      { key: 'a.b', value: 'c' },
      { key: 'viewItem', value: undefined },
      { key: 'd', value: undefined },
      { key: 'webviewId', value: 'e.f' },
      { key: 'n', value: '0' },
    ]);
    expect([...ourKeys.keys()]).toContain('ticketree.state');
  });

  it('ask only for keys that somebody sets', () => {
    const known = [...ourKeys.keys(), ...editorKeys, ...webviewKeys];
    expect(questions.map(({ key }) => key).filter((key) => !known.includes(key))).toEqual([]);
  });

  it('compare our keys only with values that these may have', () => {
    for (const { key, value } of questions) {
      const values = ourKeys.get(key);
      if (values === undefined) continue;
      if (values.length === 0) expect([key, value]).toEqual([key, undefined]);
      else expect(values).toContain(value);
    }
  });

  it('ask for every key that the code sets', () => {
    const asked = new Set(questions.map(({ key }) => key));
    expect([...ourKeys.keys()].filter((key) => !asked.has(key))).toEqual([]);
  });

  it('name the view and the webview as the code does', () => {
    const code = filesBelow('src/extension').map(readText).join('\n');
    for (const { key, value } of questions) {
      if (key === 'view' || key === 'webviewId') expect(code).toContain(`'${value ?? ''}'`);
    }
  });

  it('ask of cards what the board says of them', () => {
    const board = filesBelow('webview').map(readText).join('\n');
    for (const key of webviewKeys) expect(board).toContain(key);
  });

  it('ask of rows only for words that the tree gives to them', () => {
    const rows = ['src/extension/tree/treeItems.ts', 'src/extension/git/worktreeItems.ts'];
    const code = [...rows, 'src/domain/ticket.ts', 'src/app/git/worktrees/worktreeLook.ts'].map(readText).join('\n');
    const patterns = clauses.flatMap((clause) => [...clause.matchAll(/viewItem =~ \/(.+?)\/(?= |$|\))/g)]);
    const words = new Set(patterns.flatMap((match) => (match[1] ?? '').replace(/\\b/g, ' ').match(/[a-z]+/g) ?? []));
    expect(words.size).toBeGreaterThan(5);
    for (const word of words) expect(code).toContain(`'${word}'`);
  });
});
