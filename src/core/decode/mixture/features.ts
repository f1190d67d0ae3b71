import { nearness, type Matches } from '../../workspace/evidence.js';
import type { Tally } from './tally.js';

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
export function workspaceFeatures(evidence: Matches, tally: Tally, features: Float64Array): void {
  const longest = [0, 0, 0];
  const counts = [0, 0, 0];
  let [supporting, level, atLevel, supportingAtLevel] = [0, 0, 0, 0];
  for (let i = 0; i < evidence.count; i++) {
    const kind = evidence.kinds[i]!;
    const length = evidence.lengths[i]!;
    const isBest = evidence.tokens[i] === tally.best;
    counts[kind]!++;
    if (length > longest[kind]!) longest[kind] = length;
    if (length > level) [level, atLevel, supportingAtLevel] = [length, 0, 0];
    if (length === level) atLevel++;
    if (isBest) supporting++;
    if (isBest && length === level) supportingAtLevel++;
  }
  features[0] = Math.log1p(longest[nearness.own]!);
  features[1] = Math.log1p(longest[nearness.near]!);
  features[2] = Math.log1p(longest[nearness.far]!);
  features[3] = Math.log1p(counts[nearness.own]!);
  features[4] = Math.log1p(counts[nearness.near]!);
  features[5] = Math.log1p(counts[nearness.far]!);
  features[6] = Math.log(tally.total);
  features[7] = tally.bestShare;
  features[8] = Math.log1p(tally.count);
  features[9] = tally.entropy;
  features[10] = Math.log1p(supporting);
  features[11] = supportingAtLevel / atLevel;
}

/** @param length how many tokens the workspace has given so far: a copy that has gone well goes on well. */
export function sureFeatures(evidence: Matches, tally: Tally, length: number, features: Float64Array): void {
  workspaceFeatures(evidence, tally, features);
  features[workspaceFeatureCount] = Math.log1p(length);
}

/** @param features receives them behind those of the workspace. */
export function modelFeatures(view: ModelView, tally: Tally, features: Float64Array): void {
  features[12] = view.entropy;
  features[13] = view.bestProbability;
  features[14] = Math.log(view.bestProbability);
  features[15] = view.tallyBestProbability;
  features[16] = tally.shareOf(view.best);
  features[17] = view.best === tally.best ? 1 : 0;
}
