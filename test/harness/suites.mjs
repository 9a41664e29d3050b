import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { broken, sum, vitestCounts } from './counts.mjs';
import { runHostTests } from './hostTests.mjs';
import { cache, root } from './paths.mjs';
import { step } from './progress.mjs';
import { run, testEnv } from './run.mjs';

/** Runs every suite, whatever becomes of the others, and prints the sum of their counts as the last line. */

const reports = path.join(cache, 'reports');
const childCoverage = path.join(reports, 'children');
const coverageMap = path.join(root, 'coverage', 'coverage-final.json');

async function vitest(
  /** @type {string} */ name,
  /** @type {string[]} */ projects,
  /** @type {string[]} */ flags = [],
) {
  const report = path.join(reports, `${name}.json`);
  const args = ['run', '--passWithNoTests', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const chosen = projects.flatMap((project) => ['--project', project]);
  const code = await run('node', ['node_modules/vitest/vitest.mjs', ...args, ...chosen, ...flags], {
    env: testEnv({ TICKETREE_CHILD_COVERAGE: childCoverage }),
    allowFailure: true,
  });
  return vitestCounts(report, code);
}

/** Child processes of the command line report their coverage themselves; it is joined here with vitest's. */
async function coverageSuffices() {
  const code = await run('node', ['test/harness/coverage.mjs', coverageMap, childCoverage], {
    env: testEnv(),
    allowFailure: true,
  });
  return code === 0;
}

/** A suite that crashes counts as one failure, and the others still run. */
async function suite(/** @type {string} */ title, /** @type {() => Promise<import('./counts.mjs').Counts>} */ work) {
  try {
    return await step(title, work);
  } catch (error) {
    return broken(`${title}: ${error instanceof Error ? error.message : error}`);
  }
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(childCoverage, { recursive: true });

const quick = await suite('Unit, integration and webview tests', () =>
  vitest('vitest', ['unit', 'integration', 'webview'], ['--coverage']),
);
// Before the package is tried, for which dist/ is built anew.
const covered = await coverageSuffices();
const counts = [
  quick,
  await suite('Many processes on one store', () => vitest('stress', ['stress'])),
  await suite('Tests in VS Code', () => runHostTests()),
  await suite("Tests with a person's clicks", () => vitest('e2e', ['e2e'])),
];
const { passed, failed, failures } = sum(counts);
// Again at the end, since of a long log often only the end is kept.
for (const failure of failures) console.log(`FAILED ${failure}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(covered && failed === 0 && passed > 0 ? 0 : 1);
