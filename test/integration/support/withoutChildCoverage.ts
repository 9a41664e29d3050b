import { beforeAll, vi } from 'vitest';

/**
 * For suites that start hundreds of processes, whose lines others count: counting takes each of them twice the time. To
 * be called at the top of a file.
 */
export function withoutChildCoverage(): void {
  beforeAll(() => {
    vi.stubEnv('TICKETREE_CHILD_COVERAGE', undefined);
  });
}
