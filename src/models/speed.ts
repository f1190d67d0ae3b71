/** The window of the current speed, and its steps. */
const windowMs = 5000;
const stepMs = 250;

/** Bytes per second over the last seconds. */
export class Speed {
  private readonly steps: { readonly startMs: number; bytes: number }[] = [];

  /** @param now a clock in milliseconds. */
  constructor(private readonly now: () => number) {}

  add(bytes: number): void {
    const nowMs = this.now();
    const last = this.steps.at(-1);
    if (last && nowMs < last.startMs + stepMs) last.bytes += bytes;
    else this.steps.push({ startMs: nowMs, bytes });
  }

  /** @returns bytes per second; 0 as long as there is nothing to measure. */
  get bytesPerSecond(): number {
    const nowMs = this.now();
    while (this.steps.length > 0 && this.steps[0]!.startMs < nowMs - windowMs) this.steps.shift();
    const bytes = this.steps.reduce((sum, step) => sum + step.bytes, 0);
    const measuredMs = nowMs - (this.steps[0]?.startMs ?? nowMs);
    return measuredMs >= stepMs ? (1000 * bytes) / measuredMs : 0;
  }
}
