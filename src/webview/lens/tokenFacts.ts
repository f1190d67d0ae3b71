import type { WorkspaceTrace } from '../../core/result.js';
import { percent, fillPlaceholders, visible } from '../../core/lens/format.js';
import type { Explanation } from '../../core/lens/messages.js';
import type { PageTexts } from '../../core/lens/pageTexts.js';
import { piecesOf } from '../../core/lens/pieces.js';

function workspaceFact({ weight, count, matchTokens, path }: WorkspaceTrace, texts: PageTexts): string {
  if (count === 0) return fillPlaceholders(texts.workspaceSaysOtherwise, percent(weight));
  return fillPlaceholders(texts.workspace, percent(weight), count, matchTokens, path ?? texts.thisFile);
}

/** Contributions to a token besides the model: a drafter, the workspace, the healing, the user. */
export function tokenFacts(
  { tokens, prompt, requiredTokenCount }: Explanation,
  index: number,
  texts: PageTexts,
): string[] {
  const { drafter, workspace } = tokens[index]!;
  const { typed } = piecesOf(tokens, prompt.healed)[index]!;
  const facts = [
    drafter === undefined ? '' : fillPlaceholders(texts.drafted, drafter),
    workspace ? workspaceFact(workspace, texts) : '',
    index === requiredTokenCount - 1 ? texts.chipPicked : '',
    typed === '' ? '' : fillPlaceholders(texts.healedChip, visible(typed)),
  ];
  return facts.filter((fact) => fact !== '');
}
