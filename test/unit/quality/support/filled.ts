import type { HoleKind } from '../../../../quality/holes/kinds.js';
import type { FilledHole } from '../../../../quality/holes/measure.js';
import { workspaceOf } from './workspaces.js';

export interface HoleOutcome {
  readonly kind: HoleKind;
  readonly exact: boolean;
  /** 0 for no answer. */
  readonly confidence: number;
}

/** Results of holes in Go; all answers would be shown. */
export function filledHoles(outcomes: readonly HoleOutcome[]): FilledHole[] {
  const { repository } = workspaceOf('Go', {});
  return outcomes.map(({ kind, exact, confidence }) => ({
    hole: { kind, repository, file: { path: 'a.go', text: 'a' }, start: 0, end: 1 },
    exact,
    similarity: exact ? 1 : 0,
    confidence,
    ...(confidence > 0 ? { isShownRight: exact } : {}),
    thresholds: confidence > 0.5 ? { balanced: exact, eager: exact } : {},
    text: exact ? 'a' : 'b',
    isSure: false,
    isCold: true,
    latencyMs: 10,
  }));
}
