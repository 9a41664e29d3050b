import { readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, failures: string[] }} Counts `failures` says of each what and why */

/**
 * Counts from the JSON report of a vitest run. A run that left no report, or failed although no test did
 * (an error outside of tests, a file that does not load), counts as one failure.
 * @param {string} file
 * @param {number} exitCode
 * @returns {Counts}
 */
export function vitestCounts(file, exitCode) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    const failures = report.testResults.flatMap(failuresOf);
    if (failures.length === 0 && exitCode !== 0) failures.push(`${file}: the run failed outside of its tests`);
    return { passed: report.numPassedTests, failed: failures.length, failures };
  } catch (error) {
    return broken(`${file}: ${error instanceof Error ? error.message : error}`);
  }
}

/** Counts of something that broke before it could count. @returns {Counts} */
export function broken(/** @type {string} */ why) {
  return { passed: 0, failed: 1, failures: [why] };
}

/** @returns {Counts} */
export function sum(/** @type {Counts[]} */ all) {
  return {
    passed: all.reduce((total, { passed }) => total + passed, 0),
    failed: all.reduce((total, { failed }) => total + failed, 0),
    failures: all.flatMap(({ failures }) => failures),
  };
}

/**
 * @typedef {{ status: string, fullName: string, failureMessages: string[] }} Test
 * @typedef {{ name: string, status: string, message: string, assertionResults: Test[] }} TestFile
 * @returns {string[]}
 */
function failuresOf(/** @type {TestFile} */ { name, status, message, assertionResults }) {
  if (status === 'failed' && assertionResults.length === 0) return [`${name}: ${message}`];
  return assertionResults
    .filter((test) => test.status === 'failed')
    .map(({ fullName, failureMessages }) => `${name}: ${fullName}\n${failureMessages.join('\n')}`);
}
