/** Weight of the newest step: the last twenty or so decide. */
const weight = 0.1;
/** Before anything is known a draft is worth a try. */
const initialRate = 0.6;

/** The acceptance rate of a drafter's tokens: an average in which the latest count most. */
export class Acceptance {
  private rate = initialRate;

  /** The probability that the next drafted token is accepted, if those before it were. */
  get perToken(): number {
    return this.rate;
  }

  /**
   * Updates the rate.
   *
   * @param accepted how many of the drafted tokens were accepted; the one after them, if any, was rejected.
   */
  learn(drafted: number, accepted: number): void {
    const tried = Math.min(drafted, accepted + 1);
    for (let i = 0; i < tried; i++) this.rate += weight * ((i < accepted ? 1 : 0) - this.rate);
  }

  /**
   * Expected tokens of a step with a draft of `length` (Leviathan et al. 2023, eq. 1): (1 − α^(length+1)) / (1 − α).
   */
  expectedTokens(length: number): number {
    const alpha = Math.min(this.rate, 0.999);
    return (1 - alpha ** (length + 1)) / (1 - alpha);
  }
}
