import { checksumSteps } from '../load/modelChecksums.js';
import { IdleWork } from '../workspace/idleWork.js';

/** Compares the files of loaded models with their checksums while the worker is idle, once. */
export class IdleChecksums {
  private readonly steps: Generator<number, void>;
  private readonly work: IdleWork;

  /**
   * @param now a clock in milliseconds.
   * @param onError told of the first damaged file; nothing is checked after it.
   */
  constructor(folders: ReadonlySet<string>, now: () => number, onError: (error: unknown) => void) {
    this.steps = stepsIn(folders);
    this.work = new IdleWork(() => !this.steps.next().done, now, onError);
  }

  /** Starts, or continues, in slices of a few milliseconds. */
  resume(): void {
    this.work.wake();
  }

  /** Pauses until it is resumed. */
  pause(): void {
    this.work.stop();
  }

  /** Stops for good and closes the file that is being read. */
  dispose(): void {
    this.work.dispose();
    this.steps.return();
  }
}

function* stepsIn(folders: ReadonlySet<string>): Generator<number, void> {
  for (const folder of folders) yield* checksumSteps(folder);
}
