import { exclusive } from './exclusive.mjs';
import { step } from './progress.mjs';
import { installServer, serverInstalled } from './provisionServer.mjs';
import { aptPrefix, missingSystemPackages, requireServerPlatform } from './requirements.mjs';
import { run, toolEnv } from './run.mjs';

/** Brings what a served VS Code needs to this machine: system packages and the server. Takes no time when all is there. */
export async function provision() {
  requireServerPlatform();
  if (missingSystemPackages().length === 0 && serverInstalled()) return;
  await exclusive('provision', async () => {
    await installSystemPackages(missingSystemPackages());
    if (!serverInstalled()) await installServer();
  });
}

async function installSystemPackages(/** @type {string[]} */ packages) {
  if (packages.length === 0) return;
  const apt = (/** @type {string[]} */ ...args) => {
    const [command, ...rest] = [...(aptPrefix() ?? []), 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
    return run(/** @type {string} */ (command), rest, { quiet: true, env: toolEnv() });
  };
  await step('Refreshing the lists of system packages', () => apt('update'));
  await step(`Installing system packages: ${packages.join(', ')}`, () =>
    apt('install', '--yes', '--no-install-recommends', ...packages),
  );
}
