/** How far back tokens count: long enough for a steady figure, short enough to follow a slow stretch. */
const windowMs = 2000;
/** A rate of fewer tokens says nothing. */
const minTokens = 3;

/** How many tokens come in a second, as they come. */
export class TokenRate {
  private times: number[] = [];
  private counted = 0;

  /** All tokens so far. */
  get tokens(): number {
    return this.counted;
  }

  /** Takes note of a token that came at `nowMs`. */
  add(nowMs: number): void {
    this.counted++;
    this.times = [...this.times.filter((time) => time > nowMs - windowMs), nowMs];
  }

  /**
   * Tokens per second: the gaps between the latest ones. The wait for the first one, when the prompt is read, is no gap.
   *
   * @returns undefined while there are too few.
   */
  get perSecond(): number | undefined {
    const { times } = this;
    const spanMs = times.at(-1)! - times[0]!;
    return times.length < minTokens || spanMs <= 0 ? undefined : ((times.length - 1) * 1000) / spanMs;
  }
}
