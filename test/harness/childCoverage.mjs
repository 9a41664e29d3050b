import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
// @ts-expect-error it comes without types
import { mergeProcessCovs } from '@bcoe/v8-coverage';
import { parse } from 'acorn';
import { convert } from 'ast-v8-to-istanbul';

/** As many processes are read before they are merged: all at once they would fill the memory. */
const batchSize = 50;

/**
 * Turns what NODE_V8_COVERAGE made child processes write into coverage of our sources, by the bundles' source maps.
 * It goes by the syntax tree, like vitest's own coverage. Going by ranges of text, as c8 does, would call every line of a
 * source covered that the bundler has left out.
 * @param {string[]} reports
 * @param {string} bundles only scripts below this folder count
 * @returns {Promise<import('./coverage.mjs').CoverageMap>}
 */
export async function convertChildren(reports, bundles) {
  const sourceMaps = new Map();
  /** @type {{ result: { url: string }[] }} */
  let merged = { result: [] };
  for (let at = 0; at < reports.length; at += batchSize) {
    const batch = reports.slice(at, at + batchSize).map((file) => readReport(file, bundles, sourceMaps));
    merged = mergeProcessCovs([merged, ...batch]);
  }
  const maps = await Promise.all(merged.result.map((script) => convertScript(script, sourceMaps.get(script.url))));
  return Object.assign({}, ...maps);
}

function readReport(
  /** @type {string} */ file,
  /** @type {string} */ bundles,
  /** @type {Map<string, unknown>} */ sourceMaps,
) {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const result = report.result.filter(
    (/** @type {{ url: string }} */ { url }) => url.startsWith('file://') && fileURLToPath(url).startsWith(bundles),
  );
  for (const { url } of result) sourceMaps.set(url, report['source-map-cache']?.[url]?.data ?? sourceMaps.get(url));
  return { result };
}

async function convertScript(/** @type {any} */ coverage, /** @type {any} */ sourceMap) {
  const file = fileURLToPath(coverage.url);
  if (!sourceMap)
    throw new Error(`${file} has no source map, so that its coverage cannot be counted: build it with one.`);
  const code = readFileSync(file, 'utf8');
  const sourceType = /^(import|export)\b/m.test(code) ? 'module' : 'script';
  const ast = parse(code, { ecmaVersion: 'latest', sourceType, allowHashBang: true, locations: false });
  return convert({ ast, code, wrapperLength: 0, coverage, sourceMap });
}
