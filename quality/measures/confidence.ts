/** An answer by how sure the product was of it, and whether it was right. */
export interface ConfidenceOutcome {
  /** 0 to 1. */
  readonly confidence: number;
  readonly isRight: boolean;
}

const shareOfRight = (judged: readonly ConfidenceOutcome[]): number =>
  judged.filter(({ isRight }) => isRight).length / judged.length;

/** The share of right ones among the surest `share` of all; NaN for none. */
export function precisionAt(judged: readonly ConfidenceOutcome[], share: number): number {
  const surest = [...judged].sort((a, b) => b.confidence - a.confidence);
  return shareOfRight(surest.slice(0, Math.max(1, Math.round(share * judged.length))));
}

/** Answers of about the same confidence. */
export interface Bin {
  /** Confidences from here on, to the next bin. */
  readonly from: number;
  readonly count: number;
  /** Mean confidence. */
  readonly confidence: number;
  /** Share of right ones: the same as the confidence if that is a probability. */
  readonly right: number;
}

/** The reliability curve: `count` bins of equal width, those without answers left out. */
export function reliability(judged: readonly ConfidenceOutcome[], count = 10): Bin[] {
  return Array.from({ length: count }, (_, i) => {
    const binOf = ({ confidence }: ConfidenceOutcome): number => Math.min(count - 1, Math.floor(confidence * count));
    const inside = judged.filter((one) => binOf(one) === i);
    const sum = inside.reduce((total, { confidence }) => total + confidence, 0);
    return { from: i / count, count: inside.length, confidence: sum / inside.length, right: shareOfRight(inside) };
  }).filter((bin) => bin.count > 0);
}

/** Expected calibration error: how far confidence and share of right ones are apart, over the bins (Naeini et al. 2015). */
export function calibrationError(bins: readonly Bin[]): number {
  const all = bins.reduce((sum, { count }) => sum + count, 0);
  return bins.reduce((sum, { count, confidence, right }) => sum + (count / all) * Math.abs(confidence - right), 0);
}
