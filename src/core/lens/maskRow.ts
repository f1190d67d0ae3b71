import type { PromptToken } from '../result.js';
import type { PromptPartName } from '../prompt/assemble.js';
import { fillPlaceholders, visible } from './format.js';

/** A row of the causal mask: the tokens that one token may attend to, itself and all before it. */
interface MaskRow {
  readonly index: number;
  /** Number of tokens that it sees, including itself. */
  readonly sees: number;
  readonly of: number;
  /** Their number by part, in the order in which the parts come. */
  readonly byPart: ReadonlyMap<PromptPartName, number>;
}

/** Computes a row of the causal mask: position i sees the positions 0 to i. */
export function maskRow(tokens: readonly Pick<PromptToken, 'part'>[], index: number): MaskRow {
  const byPart = new Map<PromptPartName, number>();
  for (const { part } of tokens.slice(0, index + 1)) byPart.set(part, (byPart.get(part) ?? 0) + 1);
  return { index, sees: index + 1, of: tokens.length, byPart };
}

/** Sentences that describe a row. */
interface MaskWords {
  /**
   * With {0} its number, {1} its text, {2} its part, {3} the number of tokens that it sees, {4} all
   * tokens, {5} those that it sees by part.
   */
  readonly row: string;
  /** With {0} a number of tokens and {1} their part. */
  readonly count: string;
  readonly parts: Readonly<Record<PromptPartName, string>>;
  /** A number of tokens with its noun. */
  readonly tokensOf: (count: number) => string;
}

/** "Token 37 ‹foo› (before the cursor) sees 38 of 412 tokens: 5 × path, 33 × before the cursor." Counted from 1. */
export function rowText(tokens: readonly PromptToken[], index: number, words: MaskWords): string {
  const { text, part } = tokens[index]!;
  const { sees, of, byPart } = maskRow(tokens, index);
  const counts = [...byPart].map(([name, count]) => fillPlaceholders(words.count, count, words.parts[name]));
  return fillPlaceholders(
    words.row,
    index + 1,
    visible(text),
    words.parts[part],
    sees,
    words.tokensOf(of),
    counts.join(', '),
  );
}
