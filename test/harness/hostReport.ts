/** What a run inside VS Code leaves behind. */
export interface HostResult {
  passed: number;
  failed: number;
  skipped: number;
  /** For people: every test by name, then the failures. */
  text: string;
  /** Each with its name and its stack. */
  failures: string[];
}

interface Runner {
  on(event: 'suite', listener: (suite: Mocha.Suite) => void): unknown;
  on(event: 'pass' | 'pending', listener: (test: Mocha.Test) => void): unknown;
  on(event: 'fail', listener: (test: Mocha.Test | Mocha.Hook, error: unknown) => void): unknown;
}

/** Collects mocha's events into counts and a readable text. */
export class HostReport {
  private passed = 0;
  private failed = 0;
  private skipped = 0;
  private readonly lines: string[] = [];
  private readonly failures: string[] = [];

  listen(runner: Runner): void {
    runner.on('suite', (suite) => this.lines.push(indent(suite) + suite.title));
    runner.on('pass', (test) => {
      this.passed++;
      this.lines.push(`${indent(test)}+ ${test.title} (${test.duration ?? 0} ms)`);
    });
    runner.on('pending', (test) => {
      this.skipped++;
      this.lines.push(`${indent(test)}- ${test.title} (skipped)`);
    });
    runner.on('fail', (test, error) => {
      this.lines.push(`${indent(test)}x ${test.title}`);
      this.fail(test.fullTitle(), error);
    });
  }

  /** Something outside of any test failed, for example the loading of a test file. */
  crashed(error: unknown): void {
    this.fail('The test run itself', error);
  }

  result(): HostResult {
    const { passed, failed, skipped, lines, failures } = this;
    const text = [...lines, ...failures.map((failure) => `\n${failure}`)].join('\n');
    return { passed, failed, skipped, text, failures };
  }

  private fail(title: string, error: unknown): void {
    this.failed++;
    this.failures.push(`${title}:\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}

function indent(node: { parent?: Mocha.Suite | undefined }): string {
  return node.parent ? `  ${indent(node.parent)}` : '';
}
