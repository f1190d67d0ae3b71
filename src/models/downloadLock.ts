import { FileLock, type LockOwner } from '../files/fileLock.js';
import { innerPath } from './modelPath.js';

/**
 * The lock that is held while a model's folders are written. Its files are beside these, so that it is kept while the folder with a
 * whole download is renamed.
 */
export const downloadLock = (root: string, id: string): FileLock => new FileLock(`${innerPath(root, id)}.lock`);

/**
 * The end of an editor that cannot be checked, such as one on another machine, shows after 10 seconds of watching its
 * lock.
 */
export const staleWaitMs = 12_000;

/** The process that writes to a model's folders at the moment. */
export const ownerOfDownload = (root: string, id: string): Promise<LockOwner | undefined> =>
  downloadLock(root, id).owner();
