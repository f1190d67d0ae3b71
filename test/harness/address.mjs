/** The address of a workbench: which folder it opens, which extension it develops, which suite it runs. */

/**
 * @param {object} options
 * @param {import('./server.mjs').Server} options.server
 * @param {string} [options.workspaceFolder] a folder, or a `.code-workspace` file with several; a window without a folder otherwise
 * @param {string} [options.extensionDir] the folder of the extension under development
 * @param {string} [options.testsPath] a built module that exports `run(): Promise<void>`
 * @param {string} [options.openFile]
 * @returns {string}
 */
export function workbenchUrl({ server, workspaceFolder, extensionDir, testsPath, openFile }) {
  const remote = (/** @type {string} */ file) => `vscode-remote://127.0.0.1:${server.port}${encodeURI(uriPath(file))}`;
  /** @type {[string, string][]} */
  const payload = [];
  if (extensionDir) payload.push(['extensionDevelopmentPath', remote(extensionDir)]);
  if (testsPath) {
    payload.push(
      ['extensionTestsPath', remote(testsPath)],
      ['skipWelcome', 'true'],
      ['logLevel', 'inkling.inkling:trace'],
    );
  }
  if (openFile) payload.push(['openFile', remote(openFile)]);
  const url = new URL(server.url);
  url.searchParams.set('tkn', server.token);
  // Without either, the server would open the folder of the last window.
  if (!workspaceFolder) url.searchParams.set('ew', 'true');
  else if (workspaceFolder.endsWith('.code-workspace')) url.searchParams.set('workspace', uriPath(workspaceFolder));
  else url.searchParams.set('folder', uriPath(workspaceFolder));
  if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
  return url.toString();
}

/** The path of a file's URI, not yet encoded: `C:\work` is `/C:/work`. */
export function uriPath(/** @type {string} */ file) {
  return process.platform === 'win32' ? `/${file.replaceAll('\\', '/')}` : file;
}
