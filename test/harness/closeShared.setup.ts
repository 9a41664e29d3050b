import { afterAll, afterEach } from 'vitest';
import { closeShared, pictureAll } from './sharedHost.js';

// What was on screen says more than the line that waited for it.
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await pictureAll(`failed ${task.name}`);
});

// Before this hook's time limit the browser and all servers of a test file are gone, whatever its tests did.
afterAll(closeShared, 30_000);
