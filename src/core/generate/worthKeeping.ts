/**
 * Fitted on 1,150 complete texts at 166 places in nine repositories that neither the model has seen nor the bench uses
 * (a logistic regression; judged by fits on the other repositories, the area under the ROC curve is 0.82). A long text of
 * some confidence is worth more than a short one, since the confidence asks for every character to be right.
 */
const fitted = { bias: -0.54, logOdds: 0.63, logCharacters: 0.38 };

/**
 * Minimum probability of a text that is offered: a lower one offers more texts, of which fewer are worth keeping
 * (docs/quality.md).
 */
export const minWorth = 0.15;

/** Confidences beyond these are as good as 0 and 1. */
const limits = { min: 1e-5, max: 1 - 1e-5 };

/** A text and the probability that it is right to its end, 0 to 1. */
export interface ConfidentText {
  readonly text: string;
  readonly confidence: number;
}

/** The probability that a text is worth keeping: that a user edits at most 30 % of it. */
export function worthKeeping({ text, confidence }: ConfidentText): number {
  const p = Math.min(limits.max, Math.max(limits.min, confidence));
  const logOdds = Math.log(p / (1 - p));
  const characters = Math.max(1, text.trim().length);
  const sum = fitted.bias + fitted.logOdds * logOdds + fitted.logCharacters * Math.log(characters);
  return 1 / (1 + Math.exp(-sum));
}

/**
 * The value of a text among several for one target. By the probability alone the shortest would win, by the expected
 * number of characters the longest; the square root keeps most of both.
 */
export const valueOf = (one: ConfidentText): number => worthKeeping(one) * Math.sqrt(one.text.trim().length);
