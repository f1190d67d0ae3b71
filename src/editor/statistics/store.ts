import { readFile, rm } from 'node:fs/promises';
import { format, parse } from '../../core/statistics/parse.js';
import { merge, trim, type Statistics } from '../../core/statistics/statistics.js';
import { FileLock } from '../../files/fileLock.js';
import { writeAtomically } from '../../files/writeAtomically.js';

/** A write takes milliseconds. VS Code gives an extension 5 seconds for its end. */
const lockWaitMs = 2000;

/** The file that keeps the statistics of all windows. It never leaves this machine. */
export class StatisticsStore {
  private readonly lock: FileLock;

  /** @param onDamaged told when the file cannot be understood, and counting begins anew. */
  constructor(
    private readonly file: string,
    private readonly onDamaged: () => void,
  ) {
    this.lock = new FileLock(`${file}.lock`);
  }

  /** Nothing if there is no file yet, or a damaged one. */
  async read(): Promise<Statistics> {
    let text: string;
    try {
      text = await readFile(this.file, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    }
    const statistics = parse(text);
    if (!statistics) this.onDamaged();
    return statistics ?? [];
  }

  /** Adds to what is there, also to what other windows added meanwhile. */
  async add(counted: Statistics): Promise<void> {
    await this.lock.run(lockWaitMs, async () => {
      await writeAtomically(this.file, format(trim(merge(await this.read(), counted))));
    });
  }

  async reset(): Promise<void> {
    await this.lock.run(lockWaitMs, () => rm(this.file, { force: true }));
  }
}
