import { readFile, rename, rm } from 'node:fs/promises';
import { format, parse, type StatisticsFile } from '../../core/statistics/parse.js';
import { merge, trim, type Statistics } from '../../core/statistics/statistics.js';
import { FileLock } from '../../files/fileLock.js';
import { removeDrafts, writeAtomically } from '../../files/writeAtomically.js';

/** A write takes milliseconds. VS Code gives an extension 5 seconds for its end. */
const lockWaitMs = 2000;

/** A file that cannot be counted on from. */
export type StoreProblem =
  /** `keptAs` is the path that the damaged file now has. */
  | { readonly kind: 'damaged'; readonly keptAs: string }
  /** A later version of Inkling wrote `file`. It stays as it is, and nothing is counted. */
  | { readonly kind: 'newer'; readonly file: string };

/** The file that keeps the statistics of all windows. It never leaves this machine. */
export class StatisticsStore {
  private readonly lock: FileLock;
  /** Path of the newest file that was damaged. */
  private readonly damagedFile: string;

  /** @param onProblem may be told of the same problem more than once. */
  constructor(
    private readonly file: string,
    private readonly onProblem: (problem: StoreProblem) => void,
  ) {
    this.lock = new FileLock(`${file}.lock`);
    this.damagedFile = file.replace(/\.json$/, '.damaged.json');
  }

  /** Nothing if there is no file yet, or one that cannot be read; a damaged one is put aside. */
  async read(): Promise<Statistics> {
    const found = await this.load();
    if (found?.kind !== 'damaged') return this.countsIn(found) ?? [];
    // Another window may have put it aside meanwhile.
    return this.lock.run(lockWaitMs, async () => (await this.soundCounts()) ?? []);
  }

  /** Adds to what is there, also to what other windows added meanwhile. Adds nothing to the file of a later version. */
  async add(counted: Statistics): Promise<void> {
    await this.lock.run(lockWaitMs, async () => {
      const counts = await this.soundCounts();
      if (counts) await writeAtomically(this.file, format(trim(merge(counts, counted))));
    });
  }

  /** Removes all that was counted, also what is damaged or of a later version. */
  async reset(): Promise<void> {
    await this.lock.run(lockWaitMs, async () => {
      for (const file of [this.file, this.damagedFile]) await rm(file, { force: true });
      await removeDrafts(this.file);
    });
  }

  /** For the owner of the lock: what is there once a damaged file is put aside; undefined for one of a later version. */
  private async soundCounts(): Promise<Statistics | undefined> {
    const found = await this.load();
    if (found?.kind !== 'damaged') return this.countsIn(found);
    await rename(this.file, this.damagedFile);
    this.onProblem({ kind: 'damaged', keptAs: this.damagedFile });
    return [];
  }

  private countsIn(found: Exclude<StatisticsFile, { kind: 'damaged' }> | undefined): Statistics | undefined {
    if (found?.kind !== 'newer') return found?.statistics ?? [];
    this.onProblem({ kind: 'newer', file: this.file });
    return undefined;
  }

  /** @returns undefined if there is no file yet. */
  private async load(): Promise<StatisticsFile | undefined> {
    let text: string;
    try {
      text = await readFile(this.file, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
    return parse(text);
  }
}
