import { fill } from '../../core/lens/fill.js';
import type { Explanation } from '../../core/lens/messages.js';
import type { PageTexts } from '../../core/lens/pageTexts.js';
import { piecesOf } from '../../core/lens/pieces.js';
import { visible } from '../../core/lens/visible.js';

/** Who had a hand in a token besides the model: a drafter, the healing, the person. */
export function tokenFacts({ tokens, prompt, begunTokens }: Explanation, index: number, texts: PageTexts): string[] {
  const { drafter } = tokens[index]!;
  const { typed } = piecesOf(tokens, prompt.healed)[index]!;
  const facts = [
    drafter === undefined ? '' : fill(texts.drafted, drafter),
    index === begunTokens - 1 ? texts.chipPicked : '',
    typed === '' ? '' : fill(texts.healedChip, visible(typed)),
  ];
  return facts.filter((fact) => fact !== '');
}
