import { folderOf } from '../workspace/indexedFile.js';

/** The last part of a path. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Names of files that represent their folder. */
const folderNames = new Set(['index', '__init__', 'mod', 'lib']);

/** The name by which imports refer to a path without extension: itself, or the folder that it represents. */
export const importNameOf = (stem: string): string =>
  folderNames.has(nameOf(stem)) ? folderOf(stem).replace(/\/src$/, '') : stem;

/** The name by which imports refer to a file. */
export function stemOf(path: string): string {
  const dot = path.lastIndexOf('.');
  return importNameOf(dot > path.lastIndexOf('/') + 1 ? path.slice(0, dot) : path);
}
