/** The files of a folder that git does not ignore. Paths are relative to the folder, with `/`. */
export interface IgnoredFiles {
  /** Absolute paths of files outside the folder, and in `.git`, that have a say in what is ignored. */
  readonly sources: readonly string[];

  /**
   * Every file and link that git does not ignore and that is in no folder of packages or of a build.
   *
   * @param under a folder; empty for all.
   */
  list(under: string, signal: AbortSignal): AsyncIterable<string>;

  /** Those of the given files that git does not ignore. None of them is reached through a link. */
  withoutIgnored(paths: readonly string[], signal: AbortSignal): Promise<ReadonlySet<string>>;
}

/** Called for each folder that cannot be read. */
export type OnUnreadable = (folder: string) => void;
