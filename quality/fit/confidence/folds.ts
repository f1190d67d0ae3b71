import { probabilityOf } from '../../../src/core/suggest/confidence/confidenceModel.js';
import type { AnsweredSample } from './answers.js';
import { fitLogistic, logLoss, type Example, type Weights } from './logistic.js';

/** What was collected in one repository. */
export interface FoldPart {
  readonly atHoles: readonly AnsweredSample[];
  readonly atKeys: readonly AnsweredSample[];
}

/** A text with what a fit that never saw its repository makes of it. */
export interface Foreseen {
  readonly confidence: number;
  readonly isRight: boolean;
  readonly weight: number;
}

/** A text at a hole counts as much as so many at keys: those of neighbouring keys are alike. */
export const holeWeight = 5;

/** The examples of an answer: its own end counts as much as all others. */
function examplesOf({ cuts, whole }: AnsweredSample, weight: number): Example[] {
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

/** For each repository the weights of a fit on the other three quarters of them. */
export function foldedFits(parts: readonly FoldPart[], prior: Weights, strength: number): Weights[] {
  const fits = Array.from({ length: foldCount }, (_, fold) => {
    const others = parts.filter((_, i) => foldOf(i) !== fold);
    return fitLogistic(examplesIn(others), prior, strength);
  });
  return parts.map((_, i) => fits[foldOf(i)]!);
}

/** What weights make of texts: never more than of a shorter one. */
export function foresee(
  { cuts, whole }: AnsweredSample,
  weights: Weights,
  weight = 1,
): { whole: Foreseen[]; cuts: Foreseen[] } {
  let least = 1;
  const foreseen = cuts.map(({ features, isRight }) => {
    least = Math.min(least, probabilityOf(weights, features));
    return { confidence: least, isRight, weight };
  });
  const ended = whole && Math.min(least, probabilityOf(weights, whole.features));
  return {
    cuts: foreseen,
    whole: whole ? [{ confidence: ended!, isRight: whole.isRight, weight }] : [],
  };
}

/** The loss of whole texts by fits that did not see them, holes and keys alike. */
export function foldedLoss(parts: readonly FoldPart[], fits: readonly Weights[]): number {
  const wholes = parts.flatMap(({ atHoles, atKeys }, i) => [
    ...atHoles.flatMap((answer) => foresee(answer, fits[i]!, holeWeight).whole),
    ...atKeys.flatMap((answer) => foresee(answer, fits[i]!).whole),
  ]);
  return logLoss(wholes);
}
