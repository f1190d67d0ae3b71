import { UserError } from '../errors.js';
import { filterKinds, filterNumbers, filterRange } from './filters/filters.js';
import type { NumberRange } from './numberRange.js';
import { beamSettings, samplingFields } from './samplingSettings.js';
import type { Strategy } from './strategy.js';

/**
 * Checks that a value is a number in a range.
 *
 * @throws UserError naming the number and its range.
 */
export function requireRange(name: string, value: unknown, { min, max, isInteger = false }: NumberRange): void {
  const isFine = typeof value === 'number' && value >= min && value <= max && (!isInteger || Number.isInteger(value));
  if (isFine) return;
  throw new UserError(
    `${name} must be a ${isInteger ? 'whole ' : ''}number from ${min} to ${max}, not ${show(value)}.`,
  );
}

/** More characters would say nothing more in a message. */
const maxShownCharacters = 100;

/** JSON of a value; lists may be nested too deeply for `JSON.stringify`. */
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
  const known = filterKinds.find((one) => one === kind);
  if (known === undefined) {
    throw new UserError(`Unknown filter ${show(filter)}: its kind must be one of ${filterKinds.join(', ')}.`);
  }
  const numbers = filterNumbers(known);
  for (const [field, number] of numbers) {
    requireRange(numbers.length === 1 ? known : `${known}.${field}`, values[field], filterRange(number));
  }
}

/**
 * Validates a strategy once, at the boundary, so that the loops need not: it may come from a file or a message.
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
      requireRange('seed', values.seed, samplingFields.seed);
      if (values.samples !== undefined) requireRange('samples', values.samples, samplingFields.samples);
      if (!Array.isArray(values.filters)) throw new UserError('filters must be a list.');
      values.filters.forEach(checkFilter);
      break;
    case 'beam':
      requireRange('width', values.width, beamSettings.beamWidth);
      requireRange('lengthPenalty', values.lengthPenalty, beamSettings.lengthPenalty);
      if (!['boolean', 'undefined'].includes(typeof values.earlyStopping)) {
        throw new UserError('earlyStopping must be true or false.');
      }
      break;
    default:
      throw new UserError(`Unknown strategy ${show(strategy)}: its kind must be greedy, sample or beam.`);
  }
  return strategy as Strategy;
}
