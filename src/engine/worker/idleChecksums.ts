import { IdleWork } from '../workspace/idleWork.js';

/** Compares the files of loaded models with their checksums while the worker is idle, once. */
export class IdleChecksums {
  private readonly steps: Generator<number, void>;
  private readonly work: IdleWork;

  /**
   * @param folders the steps of each model's folder.
   * @param now a clock in milliseconds.
   * @param onError told of the first damaged file; nothing is checked after it.
   */
  constructor(folders: readonly Generator<number, void>[], now: () => number, onError: (error: unknown) => void) {
    this.steps = oneAfterTheOther(folders);
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

function* oneAfterTheOther(folders: readonly Generator<number, void>[]): Generator<number, void> {
  for (const steps of folders) yield* steps;
}
