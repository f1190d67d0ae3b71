interface Timer {
  readonly atMs: number;
  readonly run: () => void;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Simulated time: a replay of an hour's typing takes no longer than the real work in it. */
export class VirtualClock {
  private timeMs = 0;
  private timers: Timer[] = [];
  private working = 0;

  get nowMs(): number {
    return this.timeMs;
  }

  /** Waits in simulated time, or stops waiting when the signal is aborted. */
  pause(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer: Timer = { atMs: this.timeMs + ms, run: resolve };
      this.timers.push(timer);
      const end = (): void => {
        this.timers = this.timers.filter((other) => other !== timer);
        resolve();
      };
      signal.addEventListener('abort', end, { once: true });
    });
  }

  /** Real work, during which the simulated clock is paused. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.working++;
    try {
      return await work;
    } finally {
      this.working--;
    }
  }

  /** Lets everything happen that is due until a time. */
  async advanceTo(ms: number): Promise<void> {
    await this.settled();
    for (;;) {
      const [next] = this.timers.filter(({ atMs }) => atMs <= ms).sort((a, b) => a.atMs - b.atMs);
      if (!next) break;
      this.timers = this.timers.filter((timer) => timer !== next);
      this.timeMs = Math.max(this.timeMs, next.atMs);
      next.run();
      await this.settled();
    }
    this.timeMs = Math.max(this.timeMs, ms);
  }

  /** Waits until nothing more happens at the present time. */
  async settled(): Promise<void> {
    do await turn();
    while (this.working > 0);
    await turn();
  }
}
