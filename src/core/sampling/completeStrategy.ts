import { UserError } from '../errors.js';
import { checkStrategy, requireRange, show, type Range } from './checkStrategy.js';
import { defaultBeam, defaultSampling, samplingStrategy, type Sampling } from './sampling.js';
import type { Strategy } from './strategy.js';

type Fields = Readonly<Record<string, unknown>>;

/** Sampling by its numbers, with the values that switch each of them off. */
const samplingRanges: Readonly<Record<keyof Sampling, Range>> = {
  temperature: { min: 0, max: 5 },
  topK: { min: 0, max: 1_000_000, isInteger: true },
  topP: { min: 0.001, max: 1 },
  minP: { min: 0, max: 1 },
  typical: { min: 0.001, max: 1 },
  repetitionPenalty: { min: 0.1, max: 10 },
  frequencyPenalty: { min: -10, max: 10 },
  presencePenalty: { min: -10, max: 10 },
  noRepeatNgram: { min: 0, max: 100, isInteger: true },
  penaltyWindow: { min: 1, max: 1_000_000, isInteger: true },
  seed: { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER, isInteger: true },
  samples: { min: 1, max: 64, isInteger: true },
};

/** The numbers of filters where a list of them leaves some out. */
const filterDefaults: Readonly<Record<string, Fields>> = {
  temperature: { value: defaultSampling.temperature },
  topK: { k: defaultSampling.topK },
  topP: { p: defaultSampling.topP },
  minP: { p: defaultSampling.minP },
  typical: { mass: defaultSampling.typical },
  repetition: { penalty: defaultSampling.repetitionPenalty, window: defaultSampling.penaltyWindow },
  frequency: { penalty: defaultSampling.frequencyPenalty, window: defaultSampling.penaltyWindow },
  presence: { penalty: defaultSampling.presencePenalty, window: defaultSampling.penaltyWindow },
  noRepeatNgram: { window: defaultSampling.penaltyWindow },
};

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function requireKnown(kind: string, fields: Fields, known: readonly string[]): void {
  const unknown = Object.keys(fields).find((field) => !known.includes(field));
  if (unknown === undefined) return;
  const all = known.length > 0 ? `: it has ${known.join(', ')}` : '';
  throw new UserError(`The strategy ${kind} has no field ${show(unknown)}${all}.`);
}

function completeFilter(filter: unknown): unknown {
  if (!isObject(filter) || typeof filter.kind !== 'string') return filter;
  const defaults = Object.hasOwn(filterDefaults, filter.kind) ? filterDefaults[filter.kind] : {};
  return { ...defaults, ...filter };
}

function sampling(fields: Fields): unknown {
  const { filters, ...numbers } = fields;
  if (filters !== undefined) {
    requireKnown('sample with filters', fields, ['filters', 'seed', 'samples']);
    if (!Array.isArray(filters)) throw new UserError('filters must be a list.');
    return { kind: 'sample', seed: defaultSampling.seed, ...numbers, filters: filters.map(completeFilter) };
  }
  requireKnown('sample', numbers, [...Object.keys(samplingRanges), 'filters']);
  for (const [name, value] of Object.entries(numbers))
    requireRange(name, value, samplingRanges[name as keyof Sampling]);
  return samplingStrategy({ ...defaultSampling, ...numbers });
}

/**
 * Reads a strategy of which only `kind` has to be given: the rest has the defaults of the command's flags.
 * Sampling takes its numbers by name, or a list of filters in the place of all of them.
 *
 * @throws UserError naming the field and what it may be.
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
