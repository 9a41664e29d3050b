import { describe, expect, it } from 'vitest';
import ts from 'typescript';
import { manifestTexts } from './manifest.js';
import { filesBelow, readText } from './projectFiles.js';

/** The texts of `vscode.l10n.t('…')` in the host and `t('…')` in webviews. */
function textsOf(file: string): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /(?:^|\.)t$/.test(node.expression.getText(source))) {
      const [first] = node.arguments;
      if (first && ts.isStringLiteralLike(first)) texts.push(first.text);
      else if (first) throw new Error(`${file}: ${node.getText(source)} cannot be translated`);
    }
    ts.forEachChild(node, visit);
  };
  const source = ts.createSourceFile(file, readText(file), ts.ScriptTarget.Latest, true);
  visit(source);
  return texts;
}

const files = [...filesBelow('src/extension'), ...filesBelow('webview')].filter((file) => file.endsWith('.ts'));
const used = [...new Set(files.filter((file) => !file.endsWith('shared/l10n.ts')).flatMap(textsOf))].sort();

function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{\d\}/g))].sort();
}

const japanese = JSON.parse(readText('l10n/bundle.l10n.ja.json')) as Record<string, string>;
const japaneseManifest = JSON.parse(readText('package.nls.ja.json')) as Record<string, string>;

describe('the Japanese translation', () => {
  it('has every text of the code, and none that is left over', () => {
    expect(used.length).toBeGreaterThan(100);
    expect(Object.keys(japanese).sort()).toEqual(used);
  });

  it('has every text of the manifest, and none that is left over', () => {
    expect(Object.keys(japaneseManifest).sort()).toEqual(Object.keys(manifestTexts).sort());
  });

  it('keeps the places for values, and the commands that texts link to', () => {
    for (const [english, text] of Object.entries(japanese)) {
      expect([english, placeholders(text)]).toEqual([english, placeholders(english)]);
    }
    const links = (text = ''): string[] => text.match(/\(command:[^)]+\)/g) ?? [];
    for (const [key, text] of Object.entries(japaneseManifest)) expect(links(text)).toEqual(links(manifestTexts[key]));
  });

  it('says nothing empty', () => {
    expect(
      [...Object.values(japanese), ...Object.values(japaneseManifest)].filter((text) => text.trim() === ''),
    ).toEqual([]);
  });
});
