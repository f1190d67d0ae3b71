import { format, parse, type StatisticsFile } from '../../core/statistics/parse.js';
import { merge, trim, type Statistics } from '../../core/statistics/statistics.js';
import type { StoredFiles } from '../platform/editorPlatform.js';

const fileName = 'statistics.json';
/** The newest file that was damaged. */
const damagedName = 'statistics.damaged.json';

/** A file that cannot be counted on from. */
export type StoreProblem =
  /** `keptAs` is the path that the damaged file now has. */
  | { readonly kind: 'damaged'; readonly keptAs: string }
  /** A later version of Inkling wrote `file`. It stays as it is, and nothing is counted. */
  | { readonly kind: 'newer'; readonly file: string };

/** The file that keeps the statistics of all windows. Inkling sends it nowhere. */
export class StatisticsStore {
  /** @param onProblem may be told of the same problem more than once. */
  constructor(
    private readonly files: StoredFiles,
    private readonly onProblem: (problem: StoreProblem) => void,
  ) {}

  /** Nothing if there is no file yet, or one that cannot be read; a damaged one is put aside. */
  async read(): Promise<Statistics> {
    const found = await this.load();
    if (found?.kind !== 'damaged') return this.countsIn(found) ?? [];
    // Another window may have put it aside meanwhile.
    return this.files.alone(fileName, async () => (await this.soundCounts()) ?? []);
  }

  /** Adds to what is there, also to what other windows added meanwhile. Adds nothing to the file of a later version. */
  async add(counted: Statistics): Promise<void> {
    await this.files.alone(fileName, async () => {
      const counts = await this.soundCounts();
      if (counts) await this.files.write(fileName, format(trim(merge(counts, counted))));
    });
  }

  /** Removes all that was counted, also what is damaged or of a later version. */
  async reset(): Promise<void> {
    await this.files.alone(fileName, async () => {
      for (const name of [fileName, damagedName]) await this.files.remove(name);
    });
  }

  /** For the owner of the lock: what is there once a damaged file is put aside; undefined for one of a later version. */
  private async soundCounts(): Promise<Statistics | undefined> {
    const found = await this.load();
    if (found?.kind !== 'damaged') return this.countsIn(found);
    await this.files.rename(fileName, damagedName);
    this.onProblem({ kind: 'damaged', keptAs: this.files.display(damagedName) });
    return [];
  }

  private countsIn(found: Exclude<StatisticsFile, { kind: 'damaged' }> | undefined): Statistics | undefined {
    if (found?.kind !== 'newer') return found?.statistics ?? [];
    this.onProblem({ kind: 'newer', file: this.files.display(fileName) });
    return undefined;
  }

  /** @returns undefined if there is no file yet. */
  private async load(): Promise<StatisticsFile | undefined> {
    const text = await this.files.read(fileName);
    return text === undefined ? undefined : parse(text);
  }
}
