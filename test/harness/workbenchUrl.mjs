/**
 * The address of a workbench on a folder or a .code-workspace file, or of an empty window.
 * `development` is an extension's folder to load from its sources; `tests` a module that then runs in its host.
 * A server without `forTests` ignores both.
 * @param {string} origin
 * @param {{ folder?: string | undefined, development?: string, tests?: string }} what absolute paths
 */
export function workbenchUrl(origin, { folder, development, tests }) {
  const remote = (/** @type {string} */ file) => `vscode-remote://${new URL(origin).host}${encodeURI(file)}`;
  const payload = [['skipWelcome', 'true']];
  if (development) payload.push(['extensionDevelopmentPath', remote(development)]);
  if (tests) payload.push(['extensionTestsPath', remote(tests)]);
  const url = new URL(origin);
  // Without any of these the server opens the folder that was open last.
  if (!folder) url.searchParams.set('ew', 'true');
  else url.searchParams.set(folder.endsWith('.code-workspace') ? 'workspace' : 'folder', folder);
  if (development) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}
