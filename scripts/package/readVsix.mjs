/** Reads a package. */
import { createRequire } from 'node:module';
import { buffer } from 'node:stream/consumers';

/** The types that npm has for it are of an older version. */
const { openPromise } = createRequire(import.meta.url)('yauzl');

/**
 * The files of a package below `extension/`, by their paths there.
 * @param {string} file
 * @returns {Promise<Map<string, Buffer>>}
 */
export async function readVsix(file) {
  const archive = await openPromise(file);
  /** @type {Map<string, Buffer>} */
  const files = new Map();
  for await (const entry of archive.eachEntry()) {
    if (!entry.fileName.startsWith('extension/') || entry.fileName.endsWith('/')) continue;
    files.set(entry.fileName.slice('extension/'.length), await buffer(await archive.openReadStreamPromise(entry)));
  }
  return files;
}
