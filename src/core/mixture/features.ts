import { nearness, type Matches } from '../workspace/matchBuffer.js';
import type { NextTokenCounts } from './nextTokenCounts.js';

/** What the model makes of a step; absent where there is no model to ask. */
export interface ModelView {
  readonly entropy: number;
  /** Its most probable token, and the probability of that. */
  readonly best: number;
  readonly bestProbability: number;
  /** Its probability for the workspace's most probable token. */
  readonly tallyBestProbability: number;
}

export const workspaceFeatureCount = 12;
export const modelFeatureCount = 6;
/** Those of the workspace, and how far the text has come. */
export const sureFeatureCount = workspaceFeatureCount + 1;

/**
 * What there is to know of the workspace's answer, as numbers of a similar size.
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
  features[7] = counts.bestShare;
  features[8] = Math.log1p(counts.count);
  features[9] = counts.entropy;
  features[10] = Math.log1p(supporting);
  features[11] = supportingAtLevel / atLevel;
}

/** @param length how many tokens the workspace has given so far: a copy that has gone well goes on well. */
export function sureFeatures(matches: Matches, counts: NextTokenCounts, length: number, features: Float64Array): void {
  workspaceFeatures(matches, counts, features);
  features[workspaceFeatureCount] = Math.log1p(length);
}

/** @param features receives them behind those of the workspace. */
export function modelFeatures(view: ModelView, counts: NextTokenCounts, features: Float64Array): void {
  features[12] = view.entropy;
  features[13] = view.bestProbability;
  features[14] = Math.log(view.bestProbability);
  features[15] = view.tallyBestProbability;
  features[16] = counts.shareOf(view.best);
  features[17] = view.best === counts.best ? 1 : 0;
}
