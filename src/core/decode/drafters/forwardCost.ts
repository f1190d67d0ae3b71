const weight = 0.05;
/** Until measured: the cost of one more token in a forward, as a fraction of a forward of one. */
const initialSlope = 0.1;

/**
 * The cost of a forward of n tokens, as a line base + slope · n fitted to measurements, in which the latest count most.
 * Only the ratio of costs matters, so the unit is that of the clock.
 */
export class ForwardCost {
  private n = 0;
  private meanTokens = 0;
  private meanCost = 0;
  private variance = 0;
  private covariance = 0;

  learn(tokens: number, cost: number): void {
    this.n++;
    const step = Math.max(weight, 1 / this.n);
    const dTokens = tokens - this.meanTokens;
    const dCost = cost - this.meanCost;
    this.meanTokens += step * dTokens;
    this.meanCost += step * dCost;
    this.variance = (1 - step) * (this.variance + step * dTokens ** 2);
    this.covariance = (1 - step) * (this.covariance + step * dTokens * dCost);
  }

  /** The expected cost of a forward of `tokens`. */
  of(tokens: number): number {
    const slope =
      this.variance > 0.1 ? Math.max(0, this.covariance / this.variance) : initialSlope * (this.meanCost || 1);
    const cost = (this.n === 0 ? 1 : this.meanCost) + slope * (tokens - (this.n === 0 ? 1 : this.meanTokens));
    return Math.max(cost, 1e-6);
  }
}
