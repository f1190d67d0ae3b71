import type { TokenCandidates } from '../candidates.js';
import type { NumberSetting } from '../numberRange.js';
import type { History } from '../sampler.js';

/** Changes the candidates in place. */
export type CompiledFilter = (candidates: TokenCandidates, history: History) => void;

/** A number that sampling uses, with the setting that holds it. */
export interface SamplingSetting extends NumberSetting {
  /** The value that disables its filter. */
  readonly off?: number;
  /** The least value of its filter, where the setting has a smaller one with another meaning. */
  readonly filterMin?: number;
}

/** A number of a filter, and the name of its setting: the flag, the field of a request and `inkling.NAME` follow. */
export interface FilterNumber extends SamplingSetting {
  readonly setting: string;
}

type FilterNumbers = Readonly<Record<string, FilterNumber>>;

/** A kind of filter: everything that is known of it but its place in the order and its name in the lens. */
export interface FilterDefinition<N extends FilterNumbers = FilterNumbers> {
  /** Its numbers; the first one disables it. */
  readonly numbers: N;
  /**
   * Compiles a checked filter into a function with its own buffers.
   *
   * @param values by the names of the numbers.
   */
  compile(values: { readonly [F in keyof N]: number }, vocabSize: number): CompiledFilter;
}

/** Infers the names of a filter's numbers and settings. */
export const defineFilter = <const N extends FilterNumbers>(definition: FilterDefinition<N>): FilterDefinition<N> =>
  definition;
