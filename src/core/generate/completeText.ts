import type { CompletedText } from '../result.js';
import { beginsWithComment } from './comment.js';
import { isCopy, repeatsLines } from './copies.js';
import type { GenerateTarget } from './target.js';
import { minWorth, valueOf, worthKeeping, type ConfidentText } from './worthKeeping.js';

/** The part of an answer up to the end of a complete statement. */
export interface CompleteText extends ConfidentText {
  /** Number of its tokens. */
  readonly tokens: number;
}

/**
 * The parts of an answer that may be offered: complete, no copy of the code around, not in a loop, and code where a
 * comment asks for it.
 */
function completeTexts({ ends = [], tokens }: CompletedText, target: GenerateTarget): CompleteText[] {
  const { kind, prefix, suffix, lead, language } = target;
  const parts: CompleteText[] = [];
  let text = '';
  let count = 0;
  for (const end of ends) {
    while (text.length < end && count < tokens.length) text += tokens[count++]!.text;
    const confidence = tokens[count - 1]?.confidence ?? 0;
    const part = text.slice(0, end);
    // Punctuation alone is hardly ever wrong, and no help.
    if (!/[\p{L}\p{N}]/u.test(part) || (kind === 'comment' && beginsWithComment(part, language))) continue;
    // What repeats itself does so in every longer part.
    if (repeatsLines(part, prefix + lead)) break;
    if (!isCopy(part, [prefix, suffix])) parts.push({ text: part, tokens: count, confidence });
  }
  return parts;
}

/**
 * The best complete part of an answer: of those that are likely enough to be worth keeping the one of the highest value.
 * If none is, the most likely one, for users who want to see it all the same.
 *
 * @returns undefined if no part is complete, or each is a copy.
 */
export function bestPart(answer: CompletedText, target: GenerateTarget): CompleteText | undefined {
  const parts = completeTexts(answer, target).sort((a, b) => valueOf(b) - valueOf(a));
  const best = parts.find((part) => worthKeeping(part) >= minWorth);
  return best ?? parts.sort((a, b) => worthKeeping(b) - worthKeeping(a))[0];
}

/** The longest complete part of an answer, however confident. */
export const longestPart = (answer: CompletedText, target: GenerateTarget): CompleteText | undefined =>
  completeTexts(answer, target).at(-1);
