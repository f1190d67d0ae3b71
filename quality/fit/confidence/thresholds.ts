import type { Completion } from '../../../src/core/result.js';
import { probabilityOf } from '../../../src/core/suggest/confidence/confidenceModel.js';
import { eagernesses, precisions, type Thresholds } from '../../../src/core/suggest/confidence/thresholds.js';
import { Pipeline } from '../../pipeline.js';
import { replay } from '../../typing/replay.js';
import { shipped } from '../../variants.js';
import type { Known } from './answers.js';
import type { Weights } from './logistic.js';
import { keyOf, noClocks, type TypedRegionAnswers } from './typed.js';

/** What a person sees at a level. */
export interface Shows {
  readonly level: number;
  readonly keys: number;
  /** Suggestions that appeared, and those of them that were right to the end of what was shown. */
  readonly shown: number;
  readonly right: number;
}

/** An answer as a gate with these weights judges it. */
function rejudged({ completion, recorded }: Known, weights: Weights, level: number): Completion {
  let least = 1;
  const tokens = completion.tokens.map((token, i) => {
    const features = recorded.cuts[i];
    if (features) least = Math.min(least, probabilityOf(weights, features));
    return { ...token, confidence: least };
  });
  const { whole } = recorded;
  const ended = whole ? Math.min(least, probabilityOf(weights, whole)) : least;
  return {
    ...completion,
    tokens,
    confidence: completion.stop === 'repetition' ? 0 : ended,
    thresholds: { quiet: level, balanced: level, eager: level },
  };
}

/** Types a region again, and shows what the gate lets pass at a level; nobody is asked anew. */
async function showsAt(
  { region, known }: TypedRegionAnswers,
  weights: Weights,
  level: number,
): Promise<Omit<Shows, 'level'>> {
  let key = '';
  const complete = (): Promise<Completion> => {
    const found = known.get(key);
    if (!found) throw new Error('A document was asked for that was never typed.');
    return Promise.resolve(rejudged(found, weights, level));
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
    'types on',
    noClocks,
  );
  const fresh = moments.filter((moment) => moment.fresh !== undefined);
  return {
    keys: moments.filter(({ isKey }) => isKey).length,
    shown: fresh.length,
    right: fresh.filter((moment) => moment.fresh === 'right').length,
  };
}

const triedLevels = Array.from({ length: 38 }, (_, i) => 0.975 - 0.025 * i);

/** What is shown at each of many levels, from the highest on. @param weightsOf those that a region is judged with. */
export async function showsAtLevels(
  typed: readonly TypedRegionAnswers[],
  weightsOf: (one: TypedRegionAnswers) => Weights,
): Promise<Shows[]> {
  const all: Shows[] = [];
  for (const level of triedLevels) {
    let sum = { keys: 0, shown: 0, right: 0 };
    for (const one of typed) {
      const { keys, shown, right } = await showsAt(one, weightsOf(one), level);
      sum = { keys: sum.keys + keys, shown: sum.shown + shown, right: sum.right + right };
    }
    all.push({ level, ...sum });
  }
  return all;
}

/** Fewer say nothing about a share. */
const minShown = 10;

/** For each word the lowest level down to which its precision is kept. @param shows from the highest level on. */
export function levelsOf(shows: readonly Shows[]): Thresholds {
  const levelFor = (precision: number): number => {
    const isKept = ({ shown, right }: Shows): boolean => shown < minShown || right >= precision * shown;
    const first = shows.findIndex((one) => !isKept(one));
    return shows[first < 0 ? shows.length - 1 : Math.max(0, first - 1)]!.level;
  };
  return Object.fromEntries(eagernesses.map((word) => [word, levelFor(precisions[word])])) as Thresholds;
}
