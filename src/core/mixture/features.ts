import { nearness, type Matches } from '../workspace/matchBuffer.js';
import type { NextTokenCounts } from './nextTokenCounts.js';

/** The model's distribution at a step; absent where the model is not run. */
interface ModelView {
  readonly entropy: number;
  /** Its most probable token, and the probability of that. */
  readonly best: number;
  readonly bestProbability: number;
  /** Its probability for the workspace's most probable token. */
  readonly workspaceBestProbability: number;
}

export const workspaceFeatureCount = 12;
export const modelFeatureCount = 6;
/** Those of the workspace, and the length of the text so far. */
export const workspaceOnlyFeatureCount = workspaceFeatureCount + 1;

/**
 * Computes the features of the workspace's answer, as numbers of a similar size.
 *
 * @param features receives them from index 0 on.
 */
export function workspaceFeatures(matches: Matches, counts: NextTokenCounts, features: Float64Array): void {
  const longest = [0, 0, 0];
  const found = [0, 0, 0];
  let [supporting, level, atLevel, supportingAtLevel] = [0, 0, 0, 0];
  for (let i = 0; i < matches.count; i++) {
    const kind = matches.kinds[i]!;
    const length = matches.lengths[i]!;
    const isBest = matches.tokens[i] === counts.best;
    found[kind]!++;
    if (length > longest[kind]!) longest[kind] = length;
    if (length > level) [level, atLevel, supportingAtLevel] = [length, 0, 0];
    if (length === level) atLevel++;
    if (isBest) supporting++;
    if (isBest && length === level) supportingAtLevel++;
  }
  features[0] = Math.log1p(longest[nearness.own]!);
  features[1] = Math.log1p(longest[nearness.near]!);
  features[2] = Math.log1p(longest[nearness.far]!);
  features[3] = Math.log1p(found[nearness.own]!);
  features[4] = Math.log1p(found[nearness.near]!);
  features[5] = Math.log1p(found[nearness.far]!);
  features[6] = Math.log(counts.total);
  features[7] = counts.bestProbability;
  features[8] = Math.log1p(counts.count);
  features[9] = counts.entropy;
  features[10] = Math.log1p(supporting);
  features[11] = supportingAtLevel / atLevel;
}

/**
 * Computes the features of an answer from the workspace alone.
 *
 * @param length number of tokens that the workspace has given so far: a copy that has gone well continues well.
 */
export function workspaceOnlyFeatures(
  matches: Matches,
  counts: NextTokenCounts,
  length: number,
  features: Float64Array,
): void {
  workspaceFeatures(matches, counts, features);
  features[workspaceFeatureCount] = Math.log1p(length);
}

/**
 * Computes the features that need the model.
 *
 * @param features receives them after those of the workspace.
 */
export function modelFeatures(view: ModelView, counts: NextTokenCounts, features: Float64Array): void {
  features[12] = view.entropy;
  features[13] = view.bestProbability;
  features[14] = Math.log(view.bestProbability);
  features[15] = view.workspaceBestProbability;
  features[16] = counts.probabilityOf(view.best);
  features[17] = view.best === counts.best ? 1 : 0;
}
