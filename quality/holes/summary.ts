import { quantile } from '../../bench/statistics.js';
import { eagernesses, type Eagerness } from '../../src/core/suggest/confidence/thresholds.js';
import {
  calibrationError,
  precisionAt,
  reliability,
  type Bin,
  type ConfidenceOutcome,
} from '../measures/confidence.js';
import type { MeasuredLanguage } from '../repositories.js';
import { measuredLanguages } from '../repositories.js';
import { holeKinds, type HoleKind } from './kinds.js';
import type { Filled } from './measure.js';

/** Shares are 0 to 1; NaN where there is nothing to divide by. */
export interface HoleSummary {
  readonly count: number;
  readonly exact: number;
  /** Standard error of `exact`. */
  readonly error: number;
  readonly similarity: number;
}

/** How far the product can trust its own confidence. */
export interface TrustSummary {
  readonly count: number;
  /** Exact ones among the surest 20, 30 and 50 %. */
  readonly precision: Readonly<Record<'20' | '30' | '50', number>>;
  /** Share of which something would have been shown unasked, and those of them that are right to the end of that. */
  readonly shown: number;
  readonly precisionShown: number;
  /** The same at each level. */
  readonly thresholds: Readonly<Record<Eagerness, { readonly shown: number; readonly precision: number }>>;
  readonly bins: readonly Bin[];
  readonly calibrationError: number;
}

export interface VariantSummary {
  readonly kinds: Readonly<Partial<Record<HoleKind, HoleSummary>>>;
  /** Of the rest of line alone. */
  readonly languages: Readonly<Partial<Record<MeasuredLanguage, HoleSummary>>>;
  /** Of all kinds but blocks. */
  readonly trust: TrustSummary;
  /** Of the rest of line alone. */
  readonly trustRestOfLine: TrustSummary;
  /** Share of answers that needed no model. */
  readonly sure: number;
  readonly sureExact: number;
  /** With cold prompts; NaN where there was none. */
  readonly latencyMs: { readonly p50: number; readonly p95: number };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const share = <T>(all: readonly T[], is: (one: T) => boolean): number => all.filter(is).length / all.length;
const isExact = ({ exact }: Filled): boolean => exact;

function holeSummary(filled: readonly Filled[]): HoleSummary {
  const exact = share(filled, isExact);
  return {
    count: filled.length,
    exact,
    error: Math.sqrt((exact * (1 - exact)) / filled.length),
    similarity: mean(filled.map(({ similarity }) => similarity)),
  };
}

function atLevel(filled: readonly Filled[], level: Eagerness): { shown: number; precision: number } {
  const shown = filled.filter(({ thresholds }) => thresholds[level] !== undefined);
  return { shown: shown.length / filled.length, precision: share(shown, ({ thresholds }) => thresholds[level]!) };
}

export function trustSummary(filled: readonly Filled[]): TrustSummary {
  const judged = filled.map(({ confidence, exact }): ConfidenceOutcome => ({ confidence, isRight: exact }));
  const shown = filled.filter(({ isShownRight }) => isShownRight !== undefined);
  const bins = reliability(judged.filter(({ confidence }) => confidence > 0));
  return {
    count: filled.length,
    precision: { '20': precisionAt(judged, 0.2), '30': precisionAt(judged, 0.3), '50': precisionAt(judged, 0.5) },
    shown: shown.length / filled.length,
    precisionShown: share(shown, ({ isShownRight = false }) => isShownRight),
    thresholds: Object.fromEntries(
      eagernesses.map((level) => [level, atLevel(filled, level)]),
    ) as TrustSummary['thresholds'],
    bins,
    calibrationError: calibrationError(bins),
  };
}

/** Summaries of those groups that have anything in them. */
function grouped<K extends string>(
  names: readonly K[],
  filled: readonly Filled[],
  of: (one: Filled) => K,
): Partial<Record<K, HoleSummary>> {
  const groups = names.map((name) => [name, filled.filter((one) => of(one) === name)] as const);
  const some = groups.filter(([, group]) => group.length > 0);
  return Object.fromEntries(some.map(([name, group]) => [name, holeSummary(group)])) as Partial<Record<K, HoleSummary>>;
}

/** The better of two answers to each hole, as if one knew which: what choosing between them could reach at most. */
export const betterOf = (some: readonly Filled[], others: readonly Filled[]): Filled[] =>
  some.map((one, i) => (!one.exact && others[i]?.exact ? others[i] : one));

export function summaryOf(filled: readonly Filled[]): VariantSummary {
  const rest = filled.filter(({ hole }) => hole.kind === 'rest of line');
  const sure = filled.filter(({ isSure }) => isSure);
  const cold = filled.filter(({ isCold }) => isCold);
  const latencies = cold.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b);
  return {
    kinds: grouped(holeKinds, filled, ({ hole }) => hole.kind),
    languages: grouped(measuredLanguages, rest, ({ hole }) => hole.repository.language),
    trust: trustSummary(filled.filter(({ hole }) => hole.kind !== 'block')),
    trustRestOfLine: trustSummary(rest),
    sure: sure.length / filled.length,
    sureExact: share(sure, isExact),
    latencyMs: { p50: quantile(latencies, 0.5), p95: quantile(latencies, 0.95) },
  };
}
