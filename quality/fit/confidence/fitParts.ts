import { unfitted, type ConfidenceParameters } from '../../../src/core/suggest/confidence/parameters.js';
import type { LabeledAnswer } from './answers.js';
import { examplesIn, crossValidatedFits, crossValidatedLoss, type FoldPart } from './folds.js';
import { thresholdsFrom, outcomesByThreshold, type ThresholdOutcome } from './thresholds.js';
import { fitLogistic, type Weights } from './logistic.js';
import { fitText, thresholdsText } from './report.js';
import type { TypedRegionAnswers } from './typed.js';

/** The samples of one repository, with the regions that were typed there. */
export interface Collected extends FoldPart {
  readonly typed: readonly TypedRegionAnswers[];
}

type Say = (line: string) => void;

/** Strengths of the prior that are tried: the one that predicts unseen repositories best is used. */
const strengths = [10, 30, 100, 300, 1000, 3000, 10_000, 100_000];

interface StrengthFit {
  readonly strength: number;
  readonly fits: readonly Weights[];
  readonly loss: number;
}

function bestFit(parts: readonly FoldPart[], say: Say): StrengthFit {
  const candidates = strengths.map((strength): StrengthFit => {
    const fits = crossValidatedFits(parts, unfitted, strength);
    return { strength, fits, loss: crossValidatedLoss(parts, fits) };
  });
  for (const { strength, loss } of candidates) say(`strength ${strength}: log loss ${loss.toFixed(4)}`);
  return candidates.reduce((best, one) => (one.loss < best.loss ? one : best));
}

const count = (parts: readonly FoldPart[], of: (part: FoldPart) => readonly LabeledAnswer[]): number =>
  parts.flatMap(of).length;

function about(
  parts: readonly FoldPart[],
  typed: readonly TypedRegionAnswers[],
  outcomes: readonly ThresholdOutcome[],
): string {
  const maxShown = Math.max(...outcomes.map(({ shown }) => shown));
  return (
    `Fitted on ${count(parts, ({ atHoles }) => atHoles)} holes and ${count(parts, ({ atKeys }) => atKeys)} keys ` +
    `of ${typed.length} typed regions in ${parts.length} repositories; thresholds from at most ${maxShown} suggestions.`
  );
}

/** Fits factors and thresholds, and reports how well fits on three quarters of the repositories predict the others. */
export async function fitParts(parts: readonly Collected[], say: Say): Promise<ConfidenceParameters> {
  const { strength, fits } = bestFit(parts, say);
  say(fitText(parts, fits));
  const fitOf = new Map(parts.flatMap(({ typed }, i) => typed.map((one) => [one, fits[i]!] as const)));
  const typed = [...fitOf.keys()];
  const outcomes = await outcomesByThreshold(typed, (one) => fitOf.get(one)!);
  const thresholds = thresholdsFrom(outcomes);
  say(thresholdsText(outcomes, thresholds));
  const weights = fitLogistic(examplesIn(parts), unfitted, strength);
  return { version: 1, about: about(parts, typed, outcomes), ...weights, thresholds };
}
