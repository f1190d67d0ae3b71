import { UserError } from '../errors.js';

/** A step from one distribution to the next; a list of them is applied in its order. */
export type Filter =
  /** Divides the logits by `value`: below 1 sharper, above 1 flatter. */
  | { readonly kind: 'temperature'; readonly value: number }
  /** Keeps the `k` most probable tokens (Fan et al. 2018). */
  | { readonly kind: 'topK'; readonly k: number }
  /** Keeps the nucleus: the smallest set of tokens that together have probability `p` (Holtzman et al. 2020). */
  | { readonly kind: 'topP'; readonly p: number };

/** How the next token is chosen from the distribution. */
export type Strategy =
  /** The most probable token, always. */
  | { readonly kind: 'greedy' }
  /** A random token of the filtered distribution; the same seed gives the same tokens. */
  | { readonly kind: 'sample'; readonly filters: readonly Filter[]; readonly seed: number };

/** The allowed range of every number of a strategy, for checks and for the settings' texts. */
export const ranges = {
  temperature: { min: 0.01, max: 5 },
  topK: { min: 1, max: 1_000_000 },
  topP: { min: 0.001, max: 1 },
} as const;

function requireRange(name: string, value: number, { min, max }: { min: number; max: number }): void {
  if (!(value >= min && value <= max)) throw new UserError(`${name} must be from ${min} to ${max}, not ${value}.`);
}

function checkFilter(filter: Filter): void {
  switch (filter.kind) {
    case 'temperature':
      return requireRange('temperature', filter.value, ranges.temperature);
    case 'topK':
      requireRange('topK', filter.k, ranges.topK);
      if (!Number.isInteger(filter.k)) throw new UserError(`topK must be a whole number, not ${filter.k}.`);
      return;
    case 'topP':
      return requireRange('topP', filter.p, ranges.topP);
    default:
      throw new UserError(`Unknown filter ${JSON.stringify(filter satisfies never)}: use temperature, topK or topP.`);
  }
}

/**
 * Checks a strategy once, at the edge, so that the loops need not.
 *
 * @returns the strategy itself.
 * @throws UserError naming the option and its range.
 */
export function checkStrategy(strategy: Strategy): Strategy {
  switch (strategy.kind) {
    case 'greedy':
      return strategy;
    case 'sample':
      if (!Number.isSafeInteger(strategy.seed)) {
        throw new UserError(`seed must be a whole number, not ${strategy.seed}.`);
      }
      if (!Array.isArray(strategy.filters)) throw new UserError('filters must be a list.');
      strategy.filters.forEach(checkFilter);
      return strategy;
    default:
      throw new UserError(`Unknown strategy ${JSON.stringify(strategy satisfies never)}: use greedy or sample.`);
  }
}

/** The sampling numbers as a person sets them. */
export interface Sampling {
  /** 0 means greedy. */
  readonly temperature: number;
  /** 0 means all. */
  readonly topK: number;
  readonly topP: number;
  readonly seed: number;
}

/** The usual order: top-k and the nucleus are taken from the model's own distribution after the temperature. */
export function samplingStrategy({ temperature, topK, topP, seed }: Sampling): Strategy {
  if (temperature === 0) return { kind: 'greedy' };
  const filters: Filter[] = [{ kind: 'temperature', value: temperature }];
  if (topK > 0) filters.push({ kind: 'topK', k: topK });
  if (topP < 1) filters.push({ kind: 'topP', p: topP });
  return { kind: 'sample', filters, seed };
}
