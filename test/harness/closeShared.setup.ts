import { afterAll, afterEach } from 'vitest';
import { closeShared, describeAll, pictureAll } from './sharedHost.js';

// What was on screen says more than the line that waited for it.
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await pictureAll(`failed ${task.name}`);
  const [error] = task.result.errors ?? [];
  if (error) error.message += `\nOn screen:\n${await describeAll()}`;
});

// Before this hook's time limit the browser and all servers of a test file are gone, whatever its tests did.
afterAll(closeShared, 30_000);
