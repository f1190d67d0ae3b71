import { UserError } from '../errors.js';
import { filterKinds, filterNumbers, filterRange } from './filters/filters.js';
import { requireRange, show } from './numberRange.js';
import { beamSettings, samplingFields } from './samplingSettings.js';
import type { Strategy } from './strategy.js';

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
