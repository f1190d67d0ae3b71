/** Measures the time spent in methods, by label. */
export class Stopwatch {
  private readonly spent = new Map<string, { ms: number; calls: number }>();

  /** Milliseconds under a label so far. */
  ms(label: string): number {
    return this.spent.get(label)?.ms ?? 0;
  }

  /** Completed calls under a label so far. */
  calls(label: string): number {
    return this.spent.get(label)?.calls ?? 0;
  }

  reset(): void {
    this.spent.clear();
  }

  /**
   * Times every call of `owner[method]` from now on, even if it is private; timed calls inside it count under both labels.
   * If it returns a promise, its time ends when that is settled.
   */
  watch(owner: object, method: string, label: string): void {
    const target = owner as Record<string, (...args: unknown[]) => unknown>;
    const original = target[method];
    if (typeof original !== 'function') throw new Error(`There is no method ${method} to watch.`);
    const add = (startMs: number): void => {
      const { ms, calls } = this.spent.get(label) ?? { ms: 0, calls: 0 };
      this.spent.set(label, { ms: ms + performance.now() - startMs, calls: calls + 1 });
    };
    target[method] = function (this: unknown, ...args: unknown[]): unknown {
      const startMs = performance.now();
      const result = original.apply(this, args);
      if (result instanceof Promise) return result.finally(() => add(startMs));
      add(startMs);
      return result;
    };
  }
}
