import type { Completion } from '../../../src/core/result.js';
import { probabilityOf } from '../../../src/core/suggest/confidence/confidenceModel.js';
import { eagernesses, precisions, type Thresholds } from '../../../src/core/suggest/confidence/thresholds.js';
import { Pipeline } from '../../pipeline.js';
import { replay } from '../../typing/replay.js';
import { shipped } from '../../variants.js';
import type { RecordedCompletion } from './answers.js';
import type { Weights } from './logistic.js';
import { keyOf, noClocks, type TypedRegionAnswers } from './typed.js';

/** The suggestions that a user sees with a threshold. */
export interface ThresholdOutcome {
  readonly threshold: number;
  readonly keys: number;
  /** Suggestions that appeared, and those of them that were right to the end of what was shown. */
  readonly shown: number;
  readonly right: number;
}

/** An answer with the confidence by other weights. */
function rescored({ completion, recorded }: RecordedCompletion, weights: Weights, threshold: number): Completion {
  let lowest = 1;
  const tokens = completion.tokens.map((token, i) => {
    const features = recorded.cuts[i];
    if (features) lowest = Math.min(lowest, probabilityOf(weights, features));
    return { ...token, confidence: lowest };
  });
  const { whole } = recorded;
  const ended = whole ? Math.min(lowest, probabilityOf(weights, whole)) : lowest;
  return {
    ...completion,
    tokens,
    confidence: completion.stop === 'repetition' ? 0 : ended,
    thresholds: { quiet: threshold, balanced: threshold, eager: threshold },
  };
}

/** Types a region again with the recorded answers and another threshold. */
async function outcomeAt(
  { region, recorded }: TypedRegionAnswers,
  weights: Weights,
  threshold: number,
): Promise<Omit<ThresholdOutcome, 'threshold'>> {
  let key = '';
  const complete = (): Promise<Completion> => {
    const answer = recorded.get(key);
    if (!answer) throw new Error('No answer was recorded for this document.');
    return Promise.resolve(rescored(answer, weights, threshold));
  };
  const pipeline = new Pipeline({ complete }, shipped.options, shipped.parts);
  const moments = await replay(
    region,
    {
      provide: (document, nowMs) => {
        key = keyOf(document);
        return pipeline.provide(document, nowMs);
      },
    },
    'ignores suggestions',
    noClocks,
  );
  const fresh = moments.filter((moment) => moment.fresh !== undefined);
  return {
    keys: moments.filter(({ isKey }) => isKey).length,
    shown: fresh.length,
    right: fresh.filter((moment) => moment.fresh === 'right').length,
  };
}

const triedThresholds = Array.from({ length: 38 }, (_, i) => 0.975 - 0.025 * i);

/** The outcomes of many thresholds, from the highest on. @param weightsOf the weights for a region. */
export async function outcomesByThreshold(
  typed: readonly TypedRegionAnswers[],
  weightsOf: (one: TypedRegionAnswers) => Weights,
): Promise<ThresholdOutcome[]> {
  const outcomes: ThresholdOutcome[] = [];
  for (const threshold of triedThresholds) {
    let sum = { keys: 0, shown: 0, right: 0 };
    for (const one of typed) {
      const { keys, shown, right } = await outcomeAt(one, weightsOf(one), threshold);
      sum = { keys: sum.keys + keys, shown: sum.shown + shown, right: sum.right + right };
    }
    outcomes.push({ threshold, ...sum });
  }
  return outcomes;
}

/** A share of fewer suggestions means nothing. */
const minShown = 10;

/** For each value of the setting the lowest threshold down to which its precision is kept. @param outcomes from the highest threshold on. */
export function thresholdsFrom(outcomes: readonly ThresholdOutcome[]): Thresholds {
  const thresholdFor = (precision: number): number => {
    const isKept = ({ shown, right }: ThresholdOutcome): boolean => shown < minShown || right >= precision * shown;
    const first = outcomes.findIndex((one) => !isKept(one));
    return outcomes[first < 0 ? outcomes.length - 1 : Math.max(0, first - 1)]!.threshold;
  };
  return Object.fromEntries(
    eagernesses.map((eagerness) => [eagerness, thresholdFor(precisions[eagerness])]),
  ) as Thresholds;
}
