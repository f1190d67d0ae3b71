import { UserError } from '../errors.js';
import type { Filter, Strategy } from './strategy.js';

/** What a number may be. */
export interface Range {
  readonly min: number;
  readonly max: number;
  readonly isInteger?: boolean;
}

const window: Range = { min: 1, max: 1_000_000, isInteger: true };

/** The numbers of each filter and their ranges: what a setting or a command may say. */
const filterRanges: Readonly<Record<Filter['kind'], Readonly<Record<string, Range>>>> = {
  temperature: { value: { min: 0.01, max: 5 } },
  topK: { k: { min: 1, max: 1_000_000, isInteger: true } },
  topP: { p: { min: 0.001, max: 1 } },
  minP: { p: { min: 0, max: 1 } },
  typical: { mass: { min: 0.001, max: 1 } },
  repetition: { penalty: { min: 0.1, max: 10 }, window },
  frequency: { penalty: { min: -10, max: 10 }, window },
  presence: { penalty: { min: -10, max: 10 }, window },
  noRepeatNgram: { n: { min: 1, max: 100, isInteger: true }, window },
};

const strategyRanges = {
  seed: { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER, isInteger: true },
  samples: { min: 1, max: 64, isInteger: true },
  width: { min: 1, max: 64, isInteger: true },
  lengthPenalty: { min: 0, max: 2 },
} as const satisfies Readonly<Record<string, Range>>;

/** @throws UserError naming the number and its range. */
export function requireRange(name: string, value: unknown, { min, max, isInteger = false }: Range): void {
  const isFine = typeof value === 'number' && value >= min && value <= max && (!isInteger || Number.isInteger(value));
  if (isFine) return;
  throw new UserError(
    `${name} must be a ${isInteger ? 'whole ' : ''}number from ${min} to ${max}, not ${show(value)}.`,
  );
}

/** Longer values say nothing more in a message. */
const maxShownCharacters = 100;

/** JSON of a value; lists may nest more deeply than that can be written. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return Array.isArray(value) ? '[…' : '{…';
  }
}

/** A value as a message shows it. */
export function show(value: unknown): string {
  const text = value === undefined || typeof value === 'number' ? String(value) : jsonOf(value);
  return text.length > maxShownCharacters ? `${text.slice(0, maxShownCharacters)}…` : text;
}

function checkFilter(filter: unknown): void {
  const { kind, ...values } = (filter ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof kind !== 'string' || !Object.hasOwn(filterRanges, kind)) {
    const kinds = Object.keys(filterRanges).join(', ');
    throw new UserError(`Unknown filter ${show(filter)}: its kind must be one of ${kinds}.`);
  }
  const ranges = Object.entries<Range>(filterRanges[kind as Filter['kind']]);
  for (const [name, range] of ranges) requireRange(ranges.length === 1 ? kind : `${kind}.${name}`, values[name], range);
}

/**
 * Checks a strategy once, at the edge, so that the loops need not: it may come from a file or a message.
 *
 * @returns the strategy itself.
 * @throws UserError naming the option and its range.
 */
export function checkStrategy(strategy: unknown): Strategy {
  const { kind, ...values } = (strategy ?? {}) as Readonly<Record<string, unknown>>;
  switch (kind) {
    case 'greedy':
      break;
    case 'sample':
      requireRange('seed', values.seed, strategyRanges.seed);
      if (values.samples !== undefined) requireRange('samples', values.samples, strategyRanges.samples);
      if (!Array.isArray(values.filters)) throw new UserError('filters must be a list.');
      values.filters.forEach(checkFilter);
      break;
    case 'beam':
      requireRange('width', values.width, strategyRanges.width);
      requireRange('lengthPenalty', values.lengthPenalty, strategyRanges.lengthPenalty);
      if (!['boolean', 'undefined'].includes(typeof values.earlyStopping)) {
        throw new UserError('earlyStopping must be true or false.');
      }
      break;
    default:
      throw new UserError(`Unknown strategy ${show(strategy)}: its kind must be greedy, sample or beam.`);
  }
  return strategy as Strategy;
}
