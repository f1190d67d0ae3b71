import { quantile } from '../../bench/statistics.js';
import type { MeasuredCase, OfferedText } from './measure.js';

/** Shares are 0 to 1, of what was offered; NaN where nothing was. */
export interface GenerateSummary {
  readonly count: number;
  /** The share of all cases. */
  readonly offered: number;
  readonly parses: number;
  readonly inside: number;
  readonly complete: number;
  readonly undeclared: number;
  /** Repeats itself or the comment above. */
  readonly repeats: number;
  readonly copies: number;
  readonly similarity: number;
  readonly kept: number;
  readonly wholeKept: number;
  readonly latencyMs: { readonly p50: number; readonly p95: number };
}

export function generateSummary(cases: readonly MeasuredCase[]): GenerateSummary {
  const offered = cases.flatMap((one) => one.offered ?? []);
  const share = (is: (one: OfferedText) => boolean): number => offered.filter(is).length / offered.length;
  const latencies = cases.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b);
  return {
    count: cases.length,
    offered: offered.length / cases.length,
    parses: share(({ parses }) => parses),
    inside: share(({ isInside }) => isInside),
    complete: share(({ isComplete }) => isComplete),
    undeclared: share(({ undeclared }) => undeclared.length > 0),
    repeats: share(({ repeats }) => repeats),
    copies: share(({ copies }) => copies),
    similarity: offered.reduce((sum, one) => sum + one.similarity, 0) / offered.length,
    kept: share(({ isKept }) => isKept),
    wholeKept: share(({ isWholeKept }) => isWholeKept),
    latencyMs: { p50: quantile(latencies, 0.5), p95: quantile(latencies, 0.95) },
  };
}
