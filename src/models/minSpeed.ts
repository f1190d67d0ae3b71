/** The minimum speed of a connection. */
export interface SpeedLimit {
  readonly minBytesPerSecond: number;
  /** Over how long the speed is measured. */
  readonly windowMs: number;
}

/** Tells whether a connection stays above a minimum speed, which silence alone does not: a drip is never silent. */
export class MinSpeed {
  private startMs: number;
  private bytes = 0;

  /** @param nowMs a clock in milliseconds that only goes forward. */
  constructor(
    private readonly limit: SpeedLimit,
    private readonly nowMs: () => number,
  ) {
    this.startMs = nowMs();
  }

  /**
   * Counts bytes that arrived.
   *
   * @returns false once a whole window had fewer bytes than the minimum.
   */
  add(bytes: number): boolean {
    this.bytes += bytes;
    const { minBytesPerSecond, windowMs } = this.limit;
    const elapsedMs = this.nowMs() - this.startMs;
    if (elapsedMs < windowMs) return true;
    const isFastEnough = this.bytes >= (minBytesPerSecond * elapsedMs) / 1000;
    this.startMs += elapsedMs;
    this.bytes = 0;
    return isFastEnough;
  }
}
