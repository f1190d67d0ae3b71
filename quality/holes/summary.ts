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
import type { FilledHole } from './measure.js';

/** Shares are 0 to 1; NaN where there is nothing to divide by. */
export interface HoleSummary {
  readonly count: number;
  readonly exact: number;
  /** Standard error of `exact`. */
  readonly error: number;
  readonly similarity: number;
}

/** How well the confidence predicts right answers. */
export interface TrustSummary {
  readonly count: number;
  /** The share of exact answers among the 20, 30 and 50 % with the highest confidence. */
  readonly precision: Readonly<Record<'20' | '30' | '50', number>>;
  /** The share for which something would be shown while typing, and the share of those that are right to its end. */
  readonly shown: number;
  readonly precisionShown: number;
  /** The same for each eagerness. */
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
  /** The share of answers that needed no model. */
  readonly sure: number;
  readonly sureExact: number;
  /** With cold prompts; NaN where there was none. */
  readonly latencyMs: { readonly p50: number; readonly p95: number };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const share = <T>(all: readonly T[], is: (one: T) => boolean): number => all.filter(is).length / all.length;
const isExact = ({ exact }: FilledHole): boolean => exact;

function holeSummary(filled: readonly FilledHole[]): HoleSummary {
  const exact = share(filled, isExact);
  return {
    count: filled.length,
    exact,
    error: Math.sqrt((exact * (1 - exact)) / filled.length),
    similarity: mean(filled.map(({ similarity }) => similarity)),
  };
}

function atEagerness(filled: readonly FilledHole[], eagerness: Eagerness): { shown: number; precision: number } {
  const shown = filled.filter(({ thresholds }) => thresholds[eagerness] !== undefined);
  return { shown: shown.length / filled.length, precision: share(shown, ({ thresholds }) => thresholds[eagerness]!) };
}

export function trustSummary(filled: readonly FilledHole[]): TrustSummary {
  const outcomes = filled.map(({ confidence, exact }): ConfidenceOutcome => ({ confidence, isRight: exact }));
  const shown = filled.filter(({ isShownRight }) => isShownRight !== undefined);
  const bins = reliability(outcomes.filter(({ confidence }) => confidence > 0));
  return {
    count: filled.length,
    precision: { '20': precisionAt(outcomes, 0.2), '30': precisionAt(outcomes, 0.3), '50': precisionAt(outcomes, 0.5) },
    shown: shown.length / filled.length,
    precisionShown: share(shown, ({ isShownRight = false }) => isShownRight),
    thresholds: Object.fromEntries(
      eagernesses.map((eagerness) => [eagerness, atEagerness(filled, eagerness)]),
    ) as TrustSummary['thresholds'],
    bins,
    calibrationError: calibrationError(bins),
  };
}

/** Summaries by group, without empty ones. */
function grouped<K extends string>(
  names: readonly K[],
  filled: readonly FilledHole[],
  of: (one: FilledHole) => K,
): Partial<Record<K, HoleSummary>> {
  const groups = names.map((name) => [name, filled.filter((one) => of(one) === name)] as const);
  const nonEmpty = groups.filter(([, group]) => group.length > 0);
  return Object.fromEntries(nonEmpty.map(([name, group]) => [name, holeSummary(group)])) as Partial<
    Record<K, HoleSummary>
  >;
}

/** The better of two answers at each hole: the upper bound for choosing between them. */
export const betterOf = (some: readonly FilledHole[], others: readonly FilledHole[]): FilledHole[] =>
  some.map((one, i) => (!one.exact && others[i]?.exact ? others[i] : one));

export function summaryOf(filled: readonly FilledHole[]): VariantSummary {
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
