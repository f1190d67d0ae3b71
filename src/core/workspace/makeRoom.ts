import type { IndexedFile } from './indexedFile.js';

/** How many folders two files have in common, from the root on. */
function commonFolders(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  let common = 0;
  while (common < Math.min(left.length, right.length) - 1 && left[common] === right[common]) common++;
  return common;
}

/**
 * Chooses the files that go when an index has become too large: the farthest from where the person works, and of those
 * the largest.
 *
 * @param excess how many tokens have to go at least.
 * @param place path of the file that was asked about last; absent if none was.
 */
export function filesToDrop(files: Iterable<IndexedFile>, excess: number, place: string | undefined): IndexedFile[] {
  const ranked = Array.from(files, (file) => ({
    file,
    common: file.isEdited ? Infinity : place === undefined ? 0 : commonFolders(file.path, place),
  }));
  ranked.sort((a, b) => a.common - b.common || b.file.tokenCount - a.file.tokenCount);
  let dropped = 0;
  const victims: IndexedFile[] = [];
  for (const { file } of ranked) {
    if (dropped >= excess) break;
    victims.push(file);
    dropped += file.tokenCount;
  }
  return victims;
}
