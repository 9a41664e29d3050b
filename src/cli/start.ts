#!/usr/bin/env node
import module, { createRequire } from 'node:module';
import { join } from 'node:path';
import { standardStreams } from './standardStreams.js';

/** Replaced by the build with the manifest's version. */
declare const TICKETREE_VERSION: string;

const args = process.argv.slice(2);
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  // The commonest question of scripts is answered before anything else is loaded.
  standardStreams.stdout.write(`${TICKETREE_VERSION}\n`);
} else {
  keepCompiledCode(process.env);
  createRequire(__filename)('./cli/main.cjs');
}

/**
 * Lets Node (22 and later) keep the compiled program between runs, which saves a tenth of each. It is kept in the person's
 * own folder, for what lies in a shared one could be somebody else's program. Coverage would be blurred by it.
 */
function keepCompiledCode(env: NodeJS.ProcessEnv): void {
  const home = env['HOME'];
  if (home === undefined || env['NODE_V8_COVERAGE'] !== undefined) return;
  // Types say that it is always there; Node 20 has it not.
  const enable = module.enableCompileCache as typeof module.enableCompileCache | undefined;
  enable?.(env['NODE_COMPILE_CACHE'] ?? join(env['XDG_CACHE_HOME'] ?? join(home, '.cache'), 'ticketree', 'compiled'));
}
