import { join, resolve } from 'node:path';

/** Built programs lie in out/bench. */
export const repository = resolve(__dirname, '..', '..');
export const embeddedFolder = join(repository, 'model');
export const benchFolder = join(repository, 'bench');
/** Generated files: converted and random weights. */
export const cacheFolder = join(__dirname, 'cache');
