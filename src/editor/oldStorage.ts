import type { StoredFiles } from './platform/editorPlatform.js';

/** Files of earlier versions in the folder that VS Code gives the extension. */
const oldNames = ['loading', 'trying', 'statistics.json.new', 'statistics.json.lock'];

/** Removes what earlier versions left in the folder that VS Code gives the extension. */
export async function removeOldStorage(files: Pick<StoredFiles, 'remove'>): Promise<void> {
  // What cannot be removed disturbs nothing.
  await Promise.allSettled(oldNames.map((name) => files.remove(name)));
}
