import { prefixStart, snippetShares, suffixShare } from './budget.js';
import type { Template } from './template.js';

/** A snippet of another file as tokens: its path, a newline and the lines, without the file token. */
export interface SnippetTokens {
  readonly path: string;
  readonly tokens: readonly number[];
}

/** The parts of a prompt as tokens. */
export interface PromptParts {
  /** The tokens that every sequence of the model begins with; usually none. */
  readonly start: readonly number[];
  /** Snippets of other files, in their order; only for templates with a file token. */
  readonly snippets?: readonly SnippetTokens[];
  /** The file's path and a newline, without the file token; empty where there is no path. */
  readonly header: readonly number[];
  readonly prefix: readonly number[];
  readonly suffix: readonly number[];
}

/** A path that takes more than this share is not worth its tokens, and is left out. */
const headerShare = 0.25;
/**
 * The end of the prefix that fits into `budget` tokens.
 *
 * @param isLineEnd whether a token ends a line.
 */
export function fitPrefix(
  prefix: readonly number[],
  budget: number,
  isLineEnd: (id: number) => boolean,
): readonly number[] {
  return prefix.slice(prefixStart(prefix.length, budget, (from, to) => prefix.slice(from, to).findIndex(isLineEnd)));
}

/** Minimum room: the three marks around prefix and suffix, and the prefix's last token. */
const marksAndLast = 4;

/** The part of the prompt that a token belongs to; marks are the template's special tokens. */
export type PromptPartName = 'start' | 'snippet' | 'file' | 'mark' | 'prefix' | 'suffix';

/** A part of the prompt. */
export interface PromptPart {
  readonly name: PromptPartName;
  readonly tokens: readonly number[];
  /** The file that a snippet is from. */
  readonly path?: string;
}

/** The number of tokens that snippets may take together beside a document. */
export function snippetRoom(budget: number, documentTokens: number): number {
  const { max, min } = snippetShares;
  return Math.floor(Math.max(min * budget, Math.min(max * budget, budget - documentTokens)));
}

/** The snippets that fit into `room` tokens, each after the file token. */
function snippetParts({ file }: Template, snippets: readonly SnippetTokens[], room: number): PromptPart[] {
  if (file === undefined) return [];
  return snippets.flatMap(({ path, tokens }) => {
    if (tokens.length + 1 > room) return [];
    room -= tokens.length + 1;
    return [{ name: 'snippet' as const, tokens: [file, ...tokens], path }];
  });
}

/**
 * Assembles the prompt within `budget` tokens: the parts that change least come first, so that the cache stays warm.
 *
 * @param budget maximum tokens in the prompt, including the header and the marks.
 * @returns the parts in their order, some of them empty.
 */
export function assembleParts(
  template: Template,
  { start, snippets = [], header, prefix, suffix }: PromptParts,
  budget: number,
  isLineEnd: (id: number) => boolean,
): PromptPart[] {
  const part = (name: PromptPartName, ...tokens: readonly number[]): PromptPart => ({ name, tokens });
  const hasFile = template.file !== undefined && header.length > 0 && header.length + 1 <= budget * headerShare;
  const own = hasFile ? [template.file, ...header] : [];
  const left = budget - start.length - own.length - marksAndLast;
  const snippetBudget = Math.min(left, Math.floor(budget * snippetShares.max));
  const head = [part('start', ...start), ...snippetParts(template, snippets, snippetBudget), part('file', ...own)];
  const headLength = head.reduce((sum, { tokens }) => sum + tokens.length, 0);
  if (template.kind === 'prefixOnly') {
    const before = fitPrefix(prefix, Math.max(1, budget - headLength), isLineEnd);
    return [...head, { name: 'prefix', tokens: before }];
  }
  const room = Math.max(1, budget - headLength - (marksAndLast - 1));
  const after: PromptPart = { name: 'suffix', tokens: suffix.slice(0, Math.floor(room * suffixShare)) };
  const before: PromptPart = { name: 'prefix', tokens: fitPrefix(prefix, room - after.tokens.length, isLineEnd) };
  const [prefixMark, suffixMark, middleMark] = [template.prefix, template.suffix, template.middle];
  return template.order === 'suffixFirst'
    ? [...head, part('mark', prefixMark, suffixMark), after, part('mark', middleMark), before]
    : [...head, part('mark', prefixMark), before, part('mark', suffixMark), after, part('mark', middleMark)];
}

/** The tokens of all parts. */
export const joinParts = (parts: readonly PromptPart[]): number[] => parts.flatMap(({ tokens }) => tokens);
