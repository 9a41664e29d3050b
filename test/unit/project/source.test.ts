import { describe, expect, it } from 'vitest';
import { filesBelow, readText } from './projectFiles.js';

const source = [...filesBelow('src'), ...filesBelow('webview')];
const settings = ['package.json', 'esbuild.mjs', 'eslint.config.mjs', 'tsconfig.json', 'vitest.config.ts'];

const editorImport = /(?:from|import|require)\s*\(?\s*['"]vscode['"]/;
const machinePath = /(?<![\w.~*-])(?:\/(?:home|Users|root|work|mnt|opt|var|private|tmp)\/|[A-Z]:\\\\?(?=\w))/;

describe('the source', () => {
  it('is found by this test', () => {
    expect(source.length).toBeGreaterThan(50);
    expect(filesBelow('src/extension').filter((path) => editorImport.test(readText(path)))).not.toEqual([]);
    expect(machinePath.test("readFile('/home/ana/x')")).toBe(true);
    expect(machinePath.test('C:\\\\Users')).toBe(true);
  });

  it('has no file of more than 300 lines', () => {
    expect(source.filter((path) => readText(path).split('\n').length > 301)).toEqual([]);
  });

  it('knows the editor only in its own room', () => {
    const others = source.filter((path) => !path.startsWith('src/extension/'));
    expect(others.filter((path) => editorImport.test(readText(path)))).toEqual([]);
  });

  it('names no path of a machine', () => {
    expect([...source, ...settings].filter((path) => machinePath.test(readText(path)))).toEqual([]);
  });
});
