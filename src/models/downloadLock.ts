import { FileLock } from '../files/fileLock.js';
import { innerPath } from './modelPath.js';

/**
 * The lock of whoever writes to a model's folders. Its files are beside these, so that it is kept while the folder with a
 * whole download is renamed.
 */
export const downloadLock = (root: string, id: string): FileLock => new FileLock(`${innerPath(root, id)}.lock`);

/** Whether another window downloads a model. */
export const isLocked = async (root: string, id: string): Promise<boolean> =>
  (await downloadLock(root, id).owner()) === 'another process';
