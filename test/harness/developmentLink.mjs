import { existsSync, symlinkSync } from 'node:fs';
import path from 'node:path';

/**
 * Another path to an extension's folder, in the home of a test server. VS Code prefers themes that lie below the path of
 * the extension under development to the one that is set; for the project's own path these would be VS Code's own,
 * because the server is installed below it.
 * @param {string} home
 * @param {string} folder
 */
export function developmentLink(home, folder) {
  const link = path.join(home, path.basename(folder));
  if (!existsSync(link)) symlinkSync(folder, link, 'dir');
  return link;
}
