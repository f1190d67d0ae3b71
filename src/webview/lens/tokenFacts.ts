import type { WorkspaceTrace } from '../../core/result.js';
import { fillPlaceholders, visible } from '../../core/lens/format.js';
import type { Explanation } from '../../core/lens/messages.js';
import type { PageWords } from '../../core/lens/pageTexts.js';
import { piecesOf } from '../../core/lens/pieces.js';

function workspaceFact({ weight, count, matchTokens, path }: WorkspaceTrace, texts: PageWords): string {
  const { figures, placeCount, tokenCount } = texts;
  const share = figures.percent(weight);
  if (count === 0) return fillPlaceholders(texts.workspaceSaysOtherwise, share);
  const places = figures.counted(placeCount, count);
  return fillPlaceholders(
    texts.workspace,
    share,
    places,
    figures.counted(tokenCount, matchTokens),
    path ?? texts.thisFile,
  );
}

/** Contributions to a token besides the model: a drafter, the workspace, the healing, the user. */
export function tokenFacts(
  { tokens, healed, requiredTokenCount }: Explanation,
  index: number,
  texts: PageWords,
): string[] {
  const { drafter, workspace } = tokens[index]!;
  const { typed } = piecesOf(tokens, healed)[index]!;
  const facts = [
    drafter === undefined ? '' : fillPlaceholders(texts.drafted, drafter),
    workspace ? workspaceFact(workspace, texts) : '',
    index === requiredTokenCount - 1 ? texts.chipPicked : '',
    typed === '' ? '' : fillPlaceholders(texts.healedChip, visible(typed)),
  ];
  return facts.filter((fact) => fact !== '');
}
