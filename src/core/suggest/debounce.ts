/** A running mean in which the newest value counts `weight`. */
class RunningMean {
  private mean: number | undefined;
  constructor(private readonly weight: number) {}
  get value(): number | undefined {
    return this.mean;
  }
  add(sample: number): void {
    this.mean = this.mean === undefined ? sample : this.mean + this.weight * (sample - this.mean);
  }
}

/** Below this a suggestion costs so little that it may be computed at every key. */
const cheapMs = 30;
/** Longer gaps between keys are pauses: they say nothing about the rhythm. */
const pauseMs = 1000;
/** Latencies in the median; fewer than half of them may be prompts that were cold after a jump. */
const maxLatencies = 7;

/**
 * The delay after a key before the model is asked. A fast model on a fast machine is asked at once; a slow one when the
 * user seems to have stopped: a little after the next key was due (Tabby measures the rhythm likewise).
 *
 * The model counts as fast by the median of the last latencies: a single cold prompt must not slow the keys after it.
 */
export class AdaptiveDebounce {
  private readonly intervalMs = new RunningMean(0.2);
  private latenciesMs: readonly number[] = [];
  private lastKeyMs: number | undefined;

  /** Records a key pressed at `nowMs`. */
  keyAt(nowMs: number): void {
    const interval = this.lastKeyMs === undefined ? pauseMs : nowMs - this.lastKeyMs;
    if (interval < pauseMs) this.intervalMs.add(interval);
    this.lastKeyMs = nowMs;
  }

  /** Records the duration of a suggestion, without the delay. */
  tookMs(latencyMs: number): void {
    this.latenciesMs = [latencyMs, ...this.latenciesMs].slice(0, maxLatencies);
  }

  /** The delay before the next request, in milliseconds. */
  get ms(): number {
    const latency = this.usualLatencyMs;
    if (latency <= cheapMs) return 0;
    const interval = Math.min(400, Math.max(100, this.intervalMs.value ?? 200));
    return Math.round(1.2 * interval * Math.min(1, latency / (4 * cheapMs)));
  }

  private get usualLatencyMs(): number {
    // The first one after a start is always cold.
    if (this.latenciesMs.length < 3) return 0;
    return [...this.latenciesMs].sort((a, b) => a - b)[(this.latenciesMs.length - 1) >> 1]!;
  }
}
