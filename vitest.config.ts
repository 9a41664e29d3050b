import { defineConfig } from 'vitest/config';

const patient = {
  // Longer than anything takes that is waited for, however busy the machine is.
  expect: { poll: { timeout: 15_000 } },
  // A failure says all that it was about: often its message is all that is left of a run.
  chaiConfig: { truncateThreshold: 0 },
};
const setupFiles = ['test/harness/closeShared.setup.ts'];
const editorTimeouts = { testTimeout: 120_000, hookTimeout: 120_000 };

// Suites that start many processes, or a browser, take turns: side by side they would only slow each other down.
const oneAtATime = { ...patient, fileParallelism: false, setupFiles };

// vitest asks for a default export; it is the only one here.
export default defineConfig({
  test: {
    // The tests of files and processes wait more than they compute; the default leaves one core to vitest alone.
    maxWorkers: 2,
    projects: [
      // Property tests take a second or two, and many times that where others are at work.
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 30_000, ...patient } },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
          ...patient,
        },
      },
      { test: { name: 'stress', include: ['test/stress/**/*.test.ts'], testTimeout: 240_000, ...oneAtATime } },
      {
        test: {
          name: 'webview',
          include: ['test/webview/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
          ...oneAtATime,
        },
      },
      { test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], ...editorTimeouts, ...oneAtATime } },
    ],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/extension/**'],
      reporter: ['json'],
      reportsDirectory: 'coverage',
      reportOnFailure: true,
    },
  },
});
