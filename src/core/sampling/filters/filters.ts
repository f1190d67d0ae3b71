import type { NumberRange } from '../numberRange.js';
import { defineFilter, type CompiledFilter, type FilterDefinition, type FilterNumber } from './filter.js';
import { frequency, noRepeatNgram, presence, repetition } from './repetition.js';
import { minP, topK, topP, typicalP } from './truncation.js';

/** Divides the logits by `value`: sharper below 1, flatter above 1. */
const temperature = defineFilter({
  numbers: {
    /** 0 means greedy. */
    value: { setting: 'temperature', min: 0, max: 5, default: 0.7, off: 1, filterMin: 0.01 },
  },
  compile:
    ({ value }) =>
    (candidates) => {
      candidates.top /= value;
      for (let i = 0; i < candidates.count; i++) candidates.scores[i]! /= value;
    },
});

/**
 * All filters in the order in which they are applied: penalties for repetition first, then the temperature, and the tail
 * is cut off from the distribution that the temperature made.
 *
 * A new filter is one entry here. Its flag, the field of a request, the checks and the editor's setting follow from its
 * definition; the compiler asks for its name in the lens, and a test for its setting in the manifest.
 */
const filters = {
  noRepeatNgram,
  repetition,
  frequency,
  presence,
  temperature,
  topK,
  typicalP,
  topP,
  minP,
};

type Filters = typeof filters;
type NumbersOf<K extends FilterKind> = Filters[K]['numbers'];

export type FilterKind = keyof Filters;

/** A step from one distribution to the next, with its numbers; a list of them is applied in its order. */
export type Filter = {
  [K in FilterKind]: { readonly kind: K } & { readonly [F in keyof NumbersOf<K>]: number };
}[FilterKind];

/** The settings that filters use. */
export type FilterSettingName = {
  [K in FilterKind]: { [F in keyof NumbersOf<K>]: NumbersOf<K>[F] }[keyof NumbersOf<K>] extends {
    readonly setting: infer S extends string;
  }
    ? S
    : never;
}[FilterKind];

export const filterKinds = Object.keys(filters) as readonly FilterKind[];

const definitionOf = (kind: FilterKind): FilterDefinition => filters[kind];

/** The numbers of a kind of filter by their names. */
export const filterNumbers = (kind: FilterKind): [field: string, number: FilterNumber][] =>
  Object.entries(definitionOf(kind).numbers);

/** The range of a number in a filter. */
export const filterRange = ({ filterMin, min, ...range }: FilterNumber): NumberRange => ({
  ...range,
  min: filterMin ?? min,
});

/** Compiles a checked filter into a function with its own buffers. */
export function compileFilter({ kind, ...values }: Filter, vocabSize: number): CompiledFilter {
  return definitionOf(kind).compile(values, vocabSize);
}
