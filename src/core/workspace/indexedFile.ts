/** One version of a file in the index. A newer version is a new object; the old one is dropped from then on. */
export interface IndexedFile {
  /** As requests name it, with `/` between folders. */
  readonly path: string;
  readonly folder: string;
  readonly tokenCount: number;
  /** What the host knows this version by, such as a time and a size; the index only keeps it. */
  readonly stamp: string;
  /** Whether it was edited since the start: such files count as near. */
  readonly isEdited: boolean;
  /** Whether a newer version took its place, or the file is gone. */
  isDropped: boolean;
}

/** The folder of a path; '' for a file at the root. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
