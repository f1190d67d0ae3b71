/** One version of a file in the index. A newer version is a new object; the old one is dropped from then on. */
export interface IndexedFile {
  /** As in requests, with `/` between folders. */
  readonly path: string;
  readonly folder: string;
  readonly tokenCount: number;
  /** The host's identifier of this version, such as a time and a size; the index only stores it. */
  readonly stamp: string;
  /** Whether it was edited since the start: such files count as near. */
  readonly isEdited: boolean;
  /** Whether a newer version replaced it, or the file is gone. */
  isDropped: boolean;
}

/** The folder of a path; '' for a file at the root. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** Number of common folders of two files, from the root on. */
function commonFolders(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  let common = 0;
  while (common < Math.min(left.length, right.length) - 1 && left[common] === right[common]) common++;
  return common;
}

/**
 * Chooses the files to drop when an index has become too large: the farthest from the current file, and of those the
 * largest.
 *
 * @param excess minimum number of tokens to drop.
 * @param currentPath path of the file of the last request; absent if there was none.
 */
export function filesToDrop(
  files: Iterable<IndexedFile>,
  excess: number,
  currentPath: string | undefined,
): IndexedFile[] {
  const ranked = Array.from(files, (file) => ({
    file,
    common: file.isEdited ? Infinity : currentPath === undefined ? 0 : commonFolders(file.path, currentPath),
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
