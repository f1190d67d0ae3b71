import { fileLines, type FileLines } from '../../../../../src/core/snippets/fileLines.js';
import { folderOf, type IndexedFile } from '../../../../../src/core/workspace/indexedFile.js';

const spelled: string[] = [];

/** Words, whitespace and other characters as tokens; a newline is always a separate one. */
export function tokensOf(text: string): number[] {
  return (text.match(/\w+|[^\w\n]+|\n/g) ?? []).map((piece) => {
    if (!spelled.includes(piece)) spelled.push(piece);
    return spelled.indexOf(piece);
  });
}

export const textOf = (id: number): string => spelled[id]!;

export const linesOf = (path: string, text: string): FileLines =>
  fileLines(path, Uint16Array.from(tokensOf(text)), textOf);

/** An index's files by path. */
export const filesOf = (...paths: readonly string[]): Map<string, IndexedFile> =>
  new Map(
    paths.map((path) => [
      path,
      { path, folder: folderOf(path), tokenCount: 1, stamp: '', isEdited: false, isDropped: false },
    ]),
  );
