import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { convertChildren } from './childCoverage.mjs';
import { root } from './paths.mjs';

/**
 * Line coverage of src over two ways in which it runs: inside vitest, and bundled in child processes of the tests.
 * Vitest's map says which lines count (it also knows files that nothing has loaded); a line is covered when either of the
 * two has run a statement that starts on it.
 *
 * @typedef {{ path: string, statementMap: Record<string, { start: { line: number } }>, s: Record<string, number> }} FileCoverage
 * @typedef {Record<string, FileCoverage>} CoverageMap by absolute path
 * @typedef {{ file: string, covered: number, total: number }} FileLines
 */

export const threshold = 80;

/**
 * @param {CoverageMap} counted
 * @param {CoverageMap} alsoRun
 * @returns {FileLines[]}
 */
export function unite(counted, alsoRun) {
  return Object.values(counted).map((file) => {
    const lines = lineHits(file);
    const other = alsoRun[file.path];
    const elsewhere = other ? lineHits(other) : new Map();
    const covered = [...lines].filter(([line, hits]) => hits > 0 || (elsewhere.get(line) ?? 0) > 0);
    return { file: path.relative(root, file.path), covered: covered.length, total: lines.size };
  });
}

/** @returns {Map<number, number>} how often the most frequent statement of each line has run */
function lineHits(/** @type {FileCoverage} */ { statementMap, s }) {
  const hits = new Map();
  for (const [id, { start }] of Object.entries(statementMap)) {
    hits.set(start.line, Math.max(hits.get(start.line) ?? 0, s[id] ?? 0));
  }
  return hits;
}

/** Prints the summary and tells whether it is enough. */
function report(/** @type {FileLines[]} */ files) {
  const sum = (/** @type {'covered' | 'total'} */ key) => files.reduce((all, file) => all + file[key], 0);
  const percent = sum('total') === 0 ? 0 : (100 * sum('covered')) / sum('total');
  const open = files.filter(({ covered, total }) => covered < total);
  open.sort((a, b) => b.total - b.covered - (a.total - a.covered));
  console.log('\nFiles with the most lines that no test runs:');
  for (const { file, covered, total } of open.slice(0, 10)) console.log(`  ${total - covered} of ${total}  ${file}`);
  console.log(
    `\nLine coverage of src without src/extension: ${percent.toFixed(1)} % (${sum('covered')} of ${sum('total')} lines)`,
  );
  if (percent < threshold) console.log(`That is below ${threshold} %: add tests for the files above.`);
  return percent >= threshold;
}

async function main(/** @type {string} */ vitestMap, /** @type {string} */ childFolder) {
  const counted = JSON.parse(readFileSync(vitestMap, 'utf8'));
  const files = readdirSync(childFolder, { withFileTypes: true }).filter((entry) => entry.isFile());
  const alsoRun = await convertChildren(
    files.map(({ name }) => path.join(childFolder, name)),
    path.join(root, 'dist'),
  );
  process.exitCode = report(unite(counted, alsoRun)) ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [vitestMap = '', childFolder = ''] = process.argv.slice(2);
  await main(vitestMap, childFolder);
}
