import type { Template } from './template.js';

/** The parts of a prompt as tokens, each of them already in the model's own alphabet. */
export interface PromptParts {
  /** What every sequence of the model begins with; usually nothing. */
  readonly start: readonly number[];
  /** The file's path and a newline, without the file token; empty where there is no path. */
  readonly header: readonly number[];
  readonly prefix: readonly number[];
  readonly suffix: readonly number[];
}

/** The share of the budget that the text after the cursor may take. */
const suffixShare = 0.22;
/** A path that takes more than this share says too little for its room, and is left out. */
const headerShare = 0.25;
/** The beginning of the prefix is dropped in steps of this share of the budget, so that typing does not move it. */
const dropShare = 0.25;

/**
 * The end of the prefix that fits into `budget` tokens. Its start moves only in steps, and then to the beginning of a
 * line where one is near: between two steps a keystroke only appends.
 *
 * @param isLineEnd whether a token ends a line.
 */
export function fitPrefix(
  prefix: readonly number[],
  budget: number,
  isLineEnd: (id: number) => boolean,
): readonly number[] {
  if (prefix.length <= budget) return prefix;
  const step = Math.max(1, Math.floor(budget * dropShare));
  const dropped = Math.ceil((prefix.length - budget) / step) * step;
  const lineEnd = prefix.slice(dropped, dropped + (step >> 1)).findIndex(isLineEnd);
  return prefix.slice(dropped + lineEnd + 1);
}

/**
 * Puts the prompt together within `budget` tokens: what changes least comes first, so that the cache stays warm.
 *
 * @param budget most tokens in the prompt; the header and the marks count too.
 */
export function assemble(
  template: Template,
  { start, header, prefix, suffix }: PromptParts,
  budget: number,
  isLineEnd: (id: number) => boolean,
): number[] {
  const hasFile = template.file !== undefined && header.length > 0 && header.length + 1 <= budget * headerShare;
  const file = hasFile ? [template.file, ...header] : [];
  const head = [...start, ...file];
  if (template.kind === 'prefixOnly') {
    return [...head, ...fitPrefix(prefix, Math.max(1, budget - head.length), isLineEnd)];
  }
  const room = Math.max(1, budget - head.length - 3);
  const after = suffix.slice(0, Math.floor(room * suffixShare));
  const before = fitPrefix(prefix, room - after.length, isLineEnd);
  return template.order === 'suffixFirst'
    ? [...head, template.prefix, template.suffix, ...after, template.middle, ...before]
    : [...head, template.prefix, ...before, template.suffix, ...after, template.middle];
}
