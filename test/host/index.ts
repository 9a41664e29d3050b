import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import { HostReport } from '../harness/hostReport.js';

const suffix = '.test.ts';

/**
 * Runs inside VS Code's extension host: every `test/host/*.test.ts`, with mocha.
 * The report goes to the file that TICKETREE_TEST_REPORT names, since a host's console is full of other talk.
 */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 20_000, reporter: 'min' });
  const report = new HostReport();
  try {
    await loadTests(mocha);
    await new Promise((resolve) => {
      const runner = mocha.run(resolve);
      report.listen(runner);
    });
  } catch (error) {
    report.crashed(error);
  } finally {
    const file = process.env.TICKETREE_TEST_REPORT;
    if (file) writeFileSync(file, JSON.stringify(report.result()));
  }
  const { passed, failed } = report.result();
  if (failed > 0) throw new Error(`${failed} of ${passed + failed} tests failed in VS Code.`);
  if (passed === 0) throw new Error('No test ran in VS Code: is there a file test/host/*.test.ts?');
}

/** Test files register with mocha's globals while they load, so they are loaded only once those exist. */
async function loadTests(mocha: Mocha): Promise<void> {
  // This module runs from out/host. A file that is newer than the bundle fails here by name, instead of being skipped.
  const sources = path.join(__dirname, '..', '..', 'test', 'host');
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  for (const file of readdirSync(sources).filter((name) => name.endsWith(suffix))) {
    // The bundler turns this pattern into a table of all files that match it.
    await import(`./${file.slice(0, -suffix.length)}.test.ts`);
  }
}
