/** Temporary folders that do not outlive this process. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * Makes an empty folder; dispose() removes it, and so does the end of this process.
 * @param {string} prefix
 * @returns {{dir: string, dispose(): void}}
 */
export function temporaryDir(prefix) {
  // The real path, because VS Code compares the paths of documents with the paths of folders letter by letter.
  const dir = mkdtempSync(path.join(realpathSync(os.tmpdir()), prefix));
  const remove = () => rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  process.on('exit', remove);
  return {
    dir,
    dispose() {
      process.off('exit', remove);
      remove();
    },
  };
}
