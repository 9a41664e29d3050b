import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, installPackages } from './install.mjs';
import { broken } from './counts.mjs';
import { root } from './paths.mjs';
import { fail, step } from './progress.mjs';
import { provision } from './provision.mjs';
import { requireBasics } from './requirements.mjs';
import { run } from './run.mjs';

/**
 * Runs the tests of test/host inside VS Code, on a temporary copy of test/fixtures/workspace, and prints their report.
 * `desktop` takes a downloaded desktop VS Code instead of the served one.
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runHostTests({ desktop = false } = {}) {
  const { runTests } = await import('@vscode/test-electron');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ticketree-host-'));
  const report = path.join(folder, 'report.json');
  try {
    const workspace = await copyWorkspace(path.join(folder, 'workspace'));
    const ended = runTests({
      ...(desktop ? {} : { vscodeExecutablePath: path.join(root, 'test', 'harness', 'vscodeHost.mjs') }),
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(root, 'out', 'host', 'index.cjs'),
      launchArgs: [workspace, ...(desktop ? ['--disable-extensions'] : [])],
      extensionTestsEnv: { TICKETREE_TEST_REPORT: report },
    });
    // A failed test is in the report, which says more than the exit code.
    await ended.catch((error) => {
      if (!existsSync(report)) throw desktop ? notDownloaded(error) : error;
    });
    return printed(report);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function notDownloaded(/** @type {Error} */ error) {
  const what = `A desktop VS Code could not be downloaded or run here: ${error.message}.`;
  return new Error(`${what}\nRun "npm run test:host" for the same tests in the served VS Code.`, { cause: error });
}

function printed(/** @type {string} */ report) {
  const { passed, failed, skipped, text, failures } = JSON.parse(readFileSync(report, 'utf8'));
  console.log(`${text}\n\nIn VS Code: ${passed} passed, ${failed} failed, ${skipped} skipped`);
  return passed + failed === 0 ? broken('Tests in VS Code: none was run') : { passed, failed, failures };
}

/** The copy is a git repository of its own with one commit, so that nothing finds the repository around us. */
async function copyWorkspace(/** @type {string} */ target) {
  const source = path.join(root, 'test', 'fixtures', 'workspace');
  if (existsSync(source)) cpSync(source, target, { recursive: true });
  else mkdirSync(target);
  const git = (/** @type {string[]} */ ...args) => run('git', args, { cwd: target, quiet: true });
  const person = ['-c', 'user.name=Test Person', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--all');
  await git(...person, 'commit', '--quiet', '--allow-empty', '--message=Start');
  return target;
}

async function main(/** @type {string[]} */ args) {
  const desktop = args.includes('--desktop');
  requireBasics();
  await installPackages();
  await build({ tests: true });
  if (!desktop) await provision();
  const { failed } = await step('Tests in VS Code', () => runHostTests({ desktop }));
  process.exit(failed > 0 ? 1 : 0);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv.slice(2)).catch(fail);
