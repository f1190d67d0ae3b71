import type { CompletionRequest, Completion } from '../core/completion.js';
import { isCompletable } from '../core/suggest/place.js';
import { isWorthShowing, present, promptTexts, suggestionOf, type Surroundings } from '../core/suggest/suggestion.js';
import type { Engine } from '../engine/engine.js';

/** A completion as the terminal prints it. */
export interface Answer extends Pick<
  Completion,
  'source' | 'tokens' | 'timings' | 'stop' | 'score' | 'snippets' | 'drafts'
> {
  /** What accepting would insert; '' for nothing. */
  readonly text: string;
  /** How many characters after the cursor it replaces. */
  readonly replaces: number;
  readonly confidence: number;
  /** Whether the editor would show it without being asked. */
  readonly shown: boolean;
  /** Further texts by beam search or of further samples, as they would be inserted, best first. */
  readonly others: readonly { readonly text: string; readonly score: number }[];
}

/** The editor's pipeline without an editor: prompt texts, engine, rules, fit. */
export async function completeText(
  engine: Engine,
  texts: Surroundings,
  options: Omit<CompletionRequest, 'prefix' | 'suffix'>,
): Promise<Answer> {
  const around = { ...texts, path: options.path };
  const completion = await engine.complete({ ...options, ...promptTexts(around) });
  if (!completion) throw new Error('The engine gave no answer.');
  const { source, tokens, timings, stop, score, snippets, drafts } = completion;
  const suggestion = suggestionOf(around, completion);
  const fitted = suggestion && present(suggestion, around.after);
  const others = completion.others.flatMap((other) => {
    const found = suggestionOf(around, other);
    const text = found && present(found, around.after)?.text;
    return text === undefined ? [] : [{ text, score: other.score }];
  });
  return {
    text: fitted?.text ?? '',
    replaces: fitted?.replaces ?? 0,
    confidence: suggestion?.confidence ?? 0,
    shown:
      suggestion !== undefined && fitted !== undefined && isWorthShowing(suggestion) && isCompletable(around.after),
    source,
    stop,
    score,
    tokens,
    others,
    ...(snippets ? { snippets } : {}),
    drafts,
    timings,
  };
}
