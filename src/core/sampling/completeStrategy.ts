import { UserError } from '../errors.js';
import { checkStrategy } from './checkStrategy.js';
import { requireRange, show } from './numberRange.js';
import { defaultBeam, defaultSampling, samplingStrategy } from './sampling.js';
import { filterKinds, filterNumbers } from './filters/filters.js';
import { samplingFields, type SamplingField } from './samplingSettings.js';
import type { Strategy } from './strategy.js';

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function requireKnown(kind: string, fields: Fields, known: readonly string[]): void {
  const unknown = Object.keys(fields).find((field) => !known.includes(field));
  if (unknown === undefined) return;
  const all = known.length > 0 ? `: it has ${known.join(', ')}` : '';
  throw new UserError(`The strategy ${kind} has no field ${show(unknown)}${all}.`);
}

/** Fills in the defaults of a filter in a list; whatever is no filter is left to the check. */
function completeFilter(filter: unknown): unknown {
  if (!isObject(filter)) return filter;
  const kind = filterKinds.find((one) => one === filter.kind);
  const defaults = kind ? filterNumbers(kind).map(([field, number]) => [field, number.default] as const) : [];
  return { ...Object.fromEntries(defaults), ...filter };
}

function sampling(fields: Fields): unknown {
  const { filters, ...numbers } = fields;
  if (filters !== undefined) {
    requireKnown('sample with filters', fields, ['filters', 'seed', 'samples']);
    if (!Array.isArray(filters)) throw new UserError('filters must be a list.');
    return { kind: 'sample', seed: defaultSampling.seed, ...numbers, filters: filters.map(completeFilter) };
  }
  requireKnown('sample', numbers, [...Object.keys(samplingFields), 'filters']);
  for (const [name, value] of Object.entries(numbers)) requireRange(name, value, samplingFields[name as SamplingField]);
  return samplingStrategy({ ...defaultSampling, ...numbers });
}

/**
 * Completes a strategy of which only `kind` is required: the rest has the defaults of the command's flags. Sampling
 * takes its numbers by name, or a list of filters instead of all of them.
 *
 * @throws UserError naming the field and its range.
 */
export function completeStrategy(value: unknown): Strategy {
  if (!isObject(value)) {
    throw new UserError(`strategy must be an object such as {"kind":"sample"}, not ${show(value)}.`);
  }
  const { kind, ...fields } = value;
  switch (kind) {
    case 'greedy':
      requireKnown('greedy', fields, []);
      return { kind: 'greedy' };
    case 'sample':
      return checkStrategy(sampling(fields));
    case 'beam': {
      const { kind, ...defaults } = defaultBeam;
      requireKnown(kind, fields, Object.keys(defaults));
      return checkStrategy({ ...defaultBeam, ...fields });
    }
    default:
      return checkStrategy(value);
  }
}
