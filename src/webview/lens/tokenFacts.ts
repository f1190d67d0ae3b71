import type { WorkspaceTrace } from '../../core/completion.js';
import { percent } from '../../core/lens/figures.js';
import { fillPlaceholders } from '../../core/lens/fill.js';
import type { Explanation } from '../../core/lens/messages.js';
import type { PageTexts } from '../../core/lens/pageTexts.js';
import { piecesOf } from '../../core/lens/pieces.js';
import { visible } from '../../core/lens/visible.js';

function workspaceFact({ share, count, matchTokens, path }: WorkspaceTrace, texts: PageTexts): string {
  if (count === 0) return fillPlaceholders(texts.workspaceSaysOtherwise, percent(share));
  return fillPlaceholders(texts.workspace, percent(share), count, matchTokens, path ?? texts.thisFile);
}

/** Who had a hand in a token besides the model: a drafter, the workspace, the healing, the person. */
export function tokenFacts({ tokens, prompt, begunTokens }: Explanation, index: number, texts: PageTexts): string[] {
  const { drafter, workspace } = tokens[index]!;
  const { typed } = piecesOf(tokens, prompt.healed)[index]!;
  const facts = [
    drafter === undefined ? '' : fillPlaceholders(texts.drafted, drafter),
    workspace ? workspaceFact(workspace, texts) : '',
    index === begunTokens - 1 ? texts.chipPicked : '',
    typed === '' ? '' : fillPlaceholders(texts.healedChip, visible(typed)),
  ];
  return facts.filter((fact) => fact !== '');
}
