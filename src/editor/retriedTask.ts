/** When a task runs, and how long it rests after failures. */
export interface RetryPace {
  /** From the request to the task. After failures in a row the time doubles with each. */
  readonly afterMs: number;
  readonly maxMs: number;
}

/**
 * A task that runs some time after it is asked for, such as a save, and again after each failure. A failure costs that
 * run and no more: a full disk is tried again until there is room.
 */
export class RetriedTask {
  private timer: NodeJS.Timeout | undefined;
  private failures = 0;
  private running: Promise<void> | undefined;
  private isAskedAgain = false;
  private isDisposed = false;

  /** @param onFailed told the first of several failures in a row. */
  constructor(
    private readonly task: () => Promise<void>,
    private readonly pace: RetryPace,
    private readonly onFailed: (error: unknown) => void,
  ) {}

  /** Plans a run, unless one is planned already. */
  later(): void {
    if (this.isDisposed) return;
    const { afterMs, maxMs } = this.pace;
    this.timer ??= setTimeout(() => void this.now(), Math.min(afterMs * 2 ** this.failures, maxMs));
  }

  /**
   * Runs the task now, or once more after the run that is under way. Never rejects: a failure is told and tried again
   * later.
   */
  now(): Promise<void> {
    this.cancel();
    if (this.running) this.isAskedAgain = true;
    else this.running = this.run().finally(() => (this.running = undefined));
    return this.running;
  }

  private async run(): Promise<void> {
    do {
      try {
        await this.task();
        this.failures = 0;
      } catch (error) {
        if (this.failures++ === 0 && !this.isDisposed) this.onFailed(error);
        this.later();
      }
    } while (this.takeAskedAgain() && !this.isDisposed);
  }

  private takeAskedAgain(): boolean {
    const wasAsked = this.isAskedAgain;
    this.isAskedAgain = false;
    return wasAsked;
  }

  /** Takes back what is planned. */
  cancel(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  dispose(): void {
    this.isDisposed = true;
    this.cancel();
  }
}
