import { probabilityOf } from '../../../src/core/suggest/confidence/confidenceModel.js';
import type { LabeledAnswer } from './answers.js';
import { fitLogistic, logLoss, type Example, type Weights } from './logistic.js';

/** The samples of one repository. */
export interface FoldPart {
  readonly atHoles: readonly LabeledAnswer[];
  readonly atKeys: readonly LabeledAnswer[];
}

/** A text with its confidence by a fit that did not use its repository. */
export interface Prediction {
  readonly confidence: number;
  readonly isRight: boolean;
  readonly weight: number;
}

/** Weight of a text at a hole, relative to one at a key: texts at neighboring keys are similar. */
export const holeWeight = 5;

/** The examples of an answer: the whole text counts as much as all cuts together. */
function examplesOf({ cuts, whole }: LabeledAnswer, weight: number): Example[] {
  const ofCut = weight / Math.max(1, cuts.length);
  return [...cuts.map((cut) => ({ ...cut, weight: ofCut })), ...(whole ? [{ ...whole, weight }] : [])];
}

export const examplesIn = (parts: readonly FoldPart[]): Example[] =>
  parts.flatMap(({ atHoles, atKeys }) => [
    ...atHoles.flatMap((answer) => examplesOf(answer, holeWeight)),
    ...atKeys.flatMap((answer) => examplesOf(answer, 1)),
  ]);

const foldCount = 4;
const foldOf = (i: number): number => i % foldCount;

/** Fits weights for each repository on the other three quarters of them. */
export function crossValidatedFits(parts: readonly FoldPart[], prior: Weights, strength: number): Weights[] {
  const fits = Array.from({ length: foldCount }, (_, fold) => {
    const others = parts.filter((_, i) => foldOf(i) !== fold);
    return fitLogistic(examplesIn(others), prior, strength);
  });
  return parts.map((_, i) => fits[foldOf(i)]!);
}

/** Predicts the confidence of an answer's texts: never higher than that of a shorter one. */
export function predict(
  { cuts, whole }: LabeledAnswer,
  weights: Weights,
  weight = 1,
): { whole: Prediction[]; cuts: Prediction[] } {
  let lowest = 1;
  const predicted = cuts.map(({ features, isRight }) => {
    lowest = Math.min(lowest, probabilityOf(weights, features));
    return { confidence: lowest, isRight, weight };
  });
  const ended = whole && Math.min(lowest, probabilityOf(weights, whole.features));
  return {
    cuts: predicted,
    whole: whole ? [{ confidence: ended!, isRight: whole.isRight, weight }] : [],
  };
}

/** The loss of whole texts, at holes and keys, by fits that did not use them. */
export function crossValidatedLoss(parts: readonly FoldPart[], fits: readonly Weights[]): number {
  const wholes = parts.flatMap(({ atHoles, atKeys }, i) => [
    ...atHoles.flatMap((answer) => predict(answer, fits[i]!, holeWeight).whole),
    ...atKeys.flatMap((answer) => predict(answer, fits[i]!).whole),
  ]);
  return logLoss(wholes);
}
