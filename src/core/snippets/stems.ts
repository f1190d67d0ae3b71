import { folderOf } from '../workspace/indexedFile.js';

/** The last part of a path. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Names of files that stand for their folder. */
const folderNames = new Set(['index', '__init__', 'mod', 'lib']);

/** What imports call a path without an extension: itself, or the folder that it stands for. */
export const calledOf = (stem: string): string =>
  folderNames.has(nameOf(stem)) ? folderOf(stem).replace(/\/src$/, '') : stem;

/** What imports call a file. */
export function stemOf(path: string): string {
  const dot = path.lastIndexOf('.');
  return calledOf(dot > path.lastIndexOf('/') + 1 ? path.slice(0, dot) : path);
}
