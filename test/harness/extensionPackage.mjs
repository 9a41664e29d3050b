import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exclusive } from './exclusive.mjs';
import { cache, root, serverPaths } from './paths.mjs';
import { step } from './progress.mjs';
import { run, testEnv } from './run.mjs';
import { extensionInstallArgs, serverEnv } from './server.mjs';

/** Installs the extension, packaged as it ships, for the served VS Code of this home; only when it has changed. */
export async function installExtension(/** @type {string} */ home) {
  await exclusive('package', async () => {
    const stamp = path.join(home, 'extension.sha256');
    const hash = shippedHash();
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
    mkdirSync(home, { recursive: true });
    const vsix = await packageExtension();
    await step('Installing the extension', () =>
      run(serverPaths().node, extensionInstallArgs(home, vsix), { env: serverEnv(home), quiet: true }),
    );
    writeFileSync(stamp, hash);
  });
}

/**
 * Packages the extension as it ships.
 * @returns {Promise<string>} the .vsix file
 */
async function packageExtension() {
  const vsix = path.join(cache, 'ticketree.vsix');
  const vsce = [
    'node_modules/@vscode/vsce/vsce',
    'package',
    '--no-dependencies',
    '--no-rewrite-relative-links',
    '--allow-missing-repository',
    '-o',
    vsix,
  ];
  await step('Packaging the extension', () => run('node', vsce, { env: testEnv(), quiet: true }));
  return vsix;
}

/** Over everything that a package can hold: what is built, the media, the translations, and the files at the top. */
function shippedHash() {
  const hash = createHash('sha256');
  const top = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isFile());
  const below = ['dist', 'l10n', 'media'].flatMap(filesBelow);
  for (const file of [...top.map(({ name }) => name), ...below].sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(/** @type {string} */ folder) {
  if (!existsSync(path.join(root, folder))) return [];
  const entries = readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}
