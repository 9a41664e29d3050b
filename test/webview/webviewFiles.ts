/** What the pages of component tests have in common: the files of a webview, bundled in memory, and its policy. */
import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';

/** As strict as the host's: scripts by nonce only; the toolkit sets style attributes and one empty style element. */
export function policyOf(origin: string, nonce: string): string {
  return [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src-elem ${origin} 'nonce-${nonce}' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='`,
    `style-src-attr 'unsafe-inline'`,
    `font-src ${origin}`,
  ].join('; ');
}

/** The files of `webview/NAME`, by the paths under which its page asks for them. */
export async function buildWebview(name: 'board' | 'ticket'): Promise<Record<string, string | Buffer>> {
  const result = await build({
    entryPoints: { [name]: `webview/${name}/main.ts`, style: `webview/${name}/${name}.css` },
    bundle: true,
    write: false,
    outdir: 'out',
    format: 'esm',
    target: 'es2022',
    tsconfig: 'webview/tsconfig.json',
  });
  const text = (end: string): string => result.outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
  const codicons = 'node_modules/@vscode/codicons/dist';
  return {
    [`/${name}.js`]: text(`${name}.js`),
    [`/${name}.css`]: text('style.css'),
    '/codicon.css': await readFile(`${codicons}/codicon.css`, 'utf8'),
    '/codicon.ttf': await readFile(`${codicons}/codicon.ttf`),
  };
}
