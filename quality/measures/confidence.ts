/** An answer's confidence, and whether it was right. */
export interface ConfidenceOutcome {
  /** 0 to 1. */
  readonly confidence: number;
  readonly isRight: boolean;
}

const shareOfRight = (outcomes: readonly ConfidenceOutcome[]): number =>
  outcomes.filter(({ isRight }) => isRight).length / outcomes.length;

/** The share of right answers among the `share` of all with the highest confidence; NaN for none. */
export function precisionAt(outcomes: readonly ConfidenceOutcome[], share: number): number {
  const sorted = [...outcomes].sort((a, b) => b.confidence - a.confidence);
  return shareOfRight(sorted.slice(0, Math.max(1, Math.round(share * outcomes.length))));
}

/** Answers of similar confidence. */
export interface Bin {
  /** The lowest confidence of the bin. */
  readonly from: number;
  readonly count: number;
  /** Mean confidence. */
  readonly confidence: number;
  /** The share of right answers: equal to the confidence if that is calibrated. */
  readonly right: number;
}

/** The reliability curve: `count` bins of equal width, without empty ones. */
export function reliability(outcomes: readonly ConfidenceOutcome[], count = 10): Bin[] {
  return Array.from({ length: count }, (_, i) => {
    const binOf = ({ confidence }: ConfidenceOutcome): number => Math.min(count - 1, Math.floor(confidence * count));
    const inside = outcomes.filter((one) => binOf(one) === i);
    const sum = inside.reduce((total, { confidence }) => total + confidence, 0);
    return { from: i / count, count: inside.length, confidence: sum / inside.length, right: shareOfRight(inside) };
  }).filter((bin) => bin.count > 0);
}

/** Expected calibration error: the mean difference between confidence and share of right answers (Naeini et al. 2015). */
export function calibrationError(bins: readonly Bin[]): number {
  const all = bins.reduce((sum, { count }) => sum + count, 0);
  return bins.reduce((sum, { count, confidence, right }) => sum + (count / all) * Math.abs(confidence - right), 0);
}
