import { unfitted, type ConfidenceParameters } from '../../../src/core/suggest/confidence/parameters.js';
import type { AnsweredSample } from './answers.js';
import { examplesIn, foldedFits, foldedLoss, type FoldPart } from './folds.js';
import { levelsOf, showsAtLevels, type Shows } from './thresholds.js';
import { fitLogistic, type Weights } from './logistic.js';
import { fitText, thresholdsText } from './report.js';
import type { TypedRegionAnswers } from './typed.js';

/** What was collected in one repository, with the regions that were typed there. */
export interface Collected extends FoldPart {
  readonly typed: readonly TypedRegionAnswers[];
}

type Say = (line: string) => void;

/** How strongly the factors are drawn to what the model claims: the strength that foresees unseen repositories best. */
const strengths = [10, 30, 100, 300, 1000, 3000, 10_000, 100_000];

interface Fitted {
  readonly strength: number;
  readonly fits: readonly Weights[];
  readonly loss: number;
}

function bestFit(parts: readonly FoldPart[], say: Say): Fitted {
  const tried = strengths.map((strength): Fitted => {
    const fits = foldedFits(parts, unfitted, strength);
    return { strength, fits, loss: foldedLoss(parts, fits) };
  });
  for (const { strength, loss } of tried) say(`strength ${strength}: log loss ${loss.toFixed(4)}`);
  return tried.reduce((best, one) => (one.loss < best.loss ? one : best));
}

const count = (parts: readonly FoldPart[], of: (part: FoldPart) => readonly AnsweredSample[]): number =>
  parts.flatMap(of).length;

function about(parts: readonly FoldPart[], typed: readonly TypedRegionAnswers[], shows: readonly Shows[]): string {
  const most = Math.max(...shows.map(({ shown }) => shown));
  return (
    `Fitted on ${count(parts, ({ atHoles }) => atHoles)} holes and ${count(parts, ({ atKeys }) => atKeys)} keys ` +
    `of ${typed.length} typed regions in ${parts.length} repositories; levels from at most ${most} suggestions.`
  );
}

/** Fits factors and levels, and tells how well fits on three quarters of the repositories foresee the others. */
export async function fitParts(parts: readonly Collected[], say: Say): Promise<ConfidenceParameters> {
  const { strength, fits } = bestFit(parts, say);
  say(fitText(parts, fits));
  const fitOf = new Map(parts.flatMap(({ typed }, i) => typed.map((one) => [one, fits[i]!] as const)));
  const typed = [...fitOf.keys()];
  const shows = await showsAtLevels(typed, (one) => fitOf.get(one)!);
  const thresholds = levelsOf(shows);
  say(thresholdsText(shows, thresholds));
  const weights = fitLogistic(examplesIn(parts), unfitted, strength);
  return { version: 1, about: about(parts, typed, shows), ...weights, thresholds };
}
