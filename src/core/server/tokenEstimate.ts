/** Fewer than any tokenizer of a code model has on code, so that the first prompt fits. */
const initial = 2.5;
/** Limits of what a server's counts can mean: some count a prompt without its cached tokens. */
const range = { min: 1, max: 6 };
/** A shorter prompt tells little: marks and paths are not code. */
const minCharacters = 400;
/** Weight of the latest count. */
const weight = 0.3;
/** The estimate moves only when the counts are this far from it, since each move shifts the start of the prompt. */
const tolerance = { lower: 0.97, upper: 1.25 };
/** After an overflow the text is this much denser than estimated, or more. */
const overflowFactor = 0.6;

const bounded = (value: number): number => Math.min(range.max, Math.max(range.min, value));

/** Estimates how many tokens a text has, from the counts that a server reports. */
export class TokenEstimate {
  private measured: number | undefined;
  private used = initial;

  /** Characters per token, low rather than high. */
  get charactersPerToken(): number {
    return this.used;
  }

  /** Takes the server's count of a prompt. */
  learn(characters: number, tokens: number): void {
    if (characters < minCharacters || tokens <= 0) return;
    const counted = bounded(characters / tokens);
    this.measured = this.measured === undefined ? counted : this.measured + weight * (counted - this.measured);
    const ratio = this.measured / this.used;
    if (ratio < tolerance.lower || ratio > tolerance.upper) this.used = bounded(this.measured * tolerance.lower);
  }

  /** A prompt did not fit. @param tokens its count, if the server told. */
  overflowed(characters: number, tokens?: number): void {
    const counted = tokens === undefined || tokens <= 0 ? this.used : characters / tokens;
    this.used = bounded(Math.min(counted * tolerance.lower, this.used * overflowFactor));
    this.measured = undefined;
  }
}
