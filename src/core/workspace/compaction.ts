import type { Segment } from './segment.js';

/** Number of segments of similar size that are merged. */
const segmentsPerTier = 4;
/** Segments of fewer tokens than this are all similar. */
const smallestTier = 1024;
/** A segment is rebuilt when dropped files take more than this share of it, and not only a few tokens. */
const maxWaste = 0.2;

const tierOf = (tokens: number): number => Math.max(0, Math.ceil(Math.log(tokens / smallestTier) / Math.log(4)));

const wasteOf = (segment: Segment): number => segment.tokens.length - segment.liveTokens;

/**
 * Chooses segments to merge: those with much waste, or the smallest ones of a size of which there are many. So each
 * token is sorted only as often as the logarithm of the index's size.
 *
 * @param maxTokens maximum size of a merged segment.
 * @returns undefined if there is nothing to merge.
 */
export function segmentsToJoin(segments: readonly Segment[], maxTokens: number): readonly Segment[] | undefined {
  const wasted = segments.find((segment) => {
    const waste = wasteOf(segment) - segment.files.length - 1;
    return waste > maxWaste * segment.tokens.length && (waste > smallestTier || segment.liveTokens === 0);
  });
  if (wasted) return [wasted];
  const tiers = new Map<number, Segment[]>();
  for (const segment of segments) {
    if (segment.liveTokens > maxTokens / 2) continue;
    const tier = tierOf(segment.liveTokens);
    tiers.set(tier, [...(tiers.get(tier) ?? []), segment]);
  }
  for (const [, many] of [...tiers].sort(([a], [b]) => a - b)) {
    if (many.length < segmentsPerTier) continue;
    let tokens = 0;
    const fitting = many
      .sort((a, b) => a.liveTokens - b.liveTokens)
      .filter(({ liveTokens }) => (tokens += liveTokens) <= maxTokens);
    return fitting;
  }
  return undefined;
}
