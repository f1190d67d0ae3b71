/** The schedule of idle work. */
export interface Pace {
  /** Most of one slice, in milliseconds: a request that comes in the middle of one waits for its end. */
  readonly sliceMs: number;
  /** Pause between two slices, so that the rest of the machine does not slow down. */
  readonly pauseMs: number;
}

/** A third of one core at most. */
const gentlePace: Pace = { sliceMs: 4, pauseMs: 8 };

/** Does work in slices while nothing else is to be done. */
export class IdleWork {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isHeld = 0;
  private hurries = 0;
  private isDisposed = false;

  /**
   * @param step does a little, some tenths of a millisecond; false when there is nothing left to do.
   * @param now a clock in milliseconds.
   * @param onError told what a step throws. The next slice follows all the same, so a step must not fail at the same
   *   work over and over. Nothing is thrown on: in a timer it would end the thread.
   */
  constructor(
    private readonly step: () => boolean,
    private readonly now: () => number,
    private readonly onError: (error: unknown) => void,
    private readonly pace: Pace = gentlePace,
  ) {}

  /** Starts, or continues, unless it is already running. */
  wake(): void {
    if (this.timer || this.isHeld > 0 || this.isDisposed) return;
    this.timer = setTimeout(() => this.slice(), this.hurries > 0 ? 0 : this.pace.pauseMs);
  }

  /** Does nothing while `run` is under way. */
  async hold<T>(run: () => Promise<T>): Promise<T> {
    this.isHeld++;
    this.stop();
    try {
      return await run();
    } finally {
      this.isHeld--;
      this.wake();
    }
  }

  /** Makes no pauses until the returned function is called. */
  hurry(): () => void {
    this.hurries++;
    this.wake();
    return () => this.hurries--;
  }

  dispose(): void {
    this.isDisposed = true;
    this.stop();
  }

  /** Does nothing until the next `wake`. */
  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private slice(): void {
    this.timer = undefined;
    const endMs = this.now() + this.pace.sliceMs;
    let isMore = true;
    try {
      while (isMore && this.now() < endMs) isMore = this.step();
    } catch (error) {
      this.onError(error);
    }
    if (isMore) this.wake();
  }
}
