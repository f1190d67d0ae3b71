/** The sample workspace, as a copy that a user or a test may change. */
import { cpSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from './edition.mjs';
import { temporaryDir } from './temporary.mjs';

/**
 * Copies test/fixtures/sample-workspace into a temporary folder of the same name; dispose() removes the copy.
 * @returns {{dir: string, dispose(): void}}
 */
export function copySampleWorkspace() {
  const parent = temporaryDir('inkling-');
  const dir = path.join(parent.dir, 'sample-workspace');
  cpSync(path.join(repoRoot, 'test', 'fixtures', 'sample-workspace'), dir, { recursive: true });
  return { dir, dispose: parent.dispose };
}
