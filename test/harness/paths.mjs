import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's top folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Everything the harness makes and git ignores: the server, user data, screenshots, the demo. */
export const cache = path.join(root, '.vscode-test');

/** Pictures for people to look at. */
export const screenshots = path.join(cache, 'screenshots');

export const chromium = '/usr/bin/chromium';

const server = path.join(cache, 'server');

/** The served VS Code, below a folder that holds a finished (or a growing) installation. */
export function serverPaths(base = server) {
  const modules = path.join(base, 'node_modules');
  return {
    base,
    stamp: path.join(base, 'installed.json'),
    nodeHome: path.join(modules, `node-linux-${process.arch}`),
    node: path.join(modules, `node-linux-${process.arch}`, 'bin', 'node'),
    entry: path.join(modules, 'code-server', 'out', 'node', 'entry.js'),
    vscode: path.join(modules, 'code-server', 'lib', 'vscode'),
  };
}
