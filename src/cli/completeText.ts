import type { CompletionEngine } from '../core/completionEngine.js';
import type { CompletedToken, Completion } from '../core/result.js';
import type { CompletionRequest } from '../core/request.js';
import { normalize } from '../core/prompt/lineEndings.js';
import { tidyEnd, tidyStart, windowAround } from '../core/prompt/window.js';
import { newSecretLine } from '../core/secrets/newSecret.js';
import { isCompletable, restOfLine, promptTexts, type TextAroundCursor } from '../core/suggest/cursorContext.js';
import type { Eagerness } from '../core/suggest/confidence/thresholds.js';
import { present, shownOf, suggestionOf } from '../core/suggest/suggestion.js';

/** A completion as the terminal prints it. */
export interface PrintedAnswer extends Pick<
  Completion,
  'source' | 'tokens' | 'timings' | 'stop' | 'score' | 'snippets' | 'drafts'
> {
  /** The text that accepting would insert; '' for nothing. */
  readonly text: string;
  /** Number of characters after the cursor that it replaces. */
  readonly replaces: number;
  /** The probability that it is right to its end. */
  readonly confidence: number;
  /** Whether the editor would show it automatically, and the part that it would show; '' for nothing. */
  readonly shown: boolean;
  readonly shownText: string;
  /** Further texts by beam search or of further samples, as they would be inserted, best first. */
  readonly others: readonly { readonly text: string; readonly score: number }[];
}

/** Cuts the text down to the part that the editor uses, too: the rest of a large file costs only time. */
function near(texts: TextAroundCursor): TextAroundCursor {
  const [before, after] = [normalize(texts.prefix), normalize(texts.suffix)];
  const cursor = before.length;
  const { start, end } = windowAround(cursor, cursor + restOfLine(after).length, cursor + after.length);
  return { prefix: tidyStart(before.slice(start), start === 0), suffix: tidyEnd(after.slice(0, end - cursor)) };
}

/** The tokens before a line of their text. */
function tokensBefore(tokens: readonly CompletedToken[], line: number): CompletedToken[] {
  let at = 0;
  return tokens.filter(({ text }) => (at += text.length) <= line);
}

/** The editor's pipeline without an editor: window, prompt texts, engine, rules, fit. */
export async function completeText(
  engine: Pick<CompletionEngine, 'complete'>,
  texts: TextAroundCursor,
  options: Omit<CompletionRequest, 'prefix' | 'suffix' | 'eagerness'>,
  eagerness: Eagerness,
): Promise<PrintedAnswer> {
  const around = { ...near(texts), path: options.path };
  const completion = await engine.complete({ ...options, ...promptTexts(around) });
  if (!completion) throw new Error('The engine gave no answer.');
  const { source, timings, stop, score, snippets, drafts, thresholds } = completion;
  const secretLine = newSecretLine(completion.text, around);
  const tokens = secretLine === undefined ? completion.tokens : tokensBefore(completion.tokens, secretLine);
  const level = thresholds[eagerness];
  const suggestion = suggestionOf(around, completion, level);
  const fitted = suggestion && present(suggestion, around.suffix);
  const shown = suggestion && isCompletable(around.suffix) ? shownOf(suggestion) : undefined;
  const shownText = (shown && present(shown, around.suffix)?.text) ?? '';
  const others = completion.others.flatMap((other) => {
    const found = suggestionOf(around, other, level);
    const text = found && present(found, around.suffix)?.text;
    return text === undefined ? [] : [{ text, score: other.score }];
  });
  return {
    text: fitted?.text ?? '',
    replaces: fitted?.replaces ?? 0,
    confidence: suggestion?.confidence ?? 0,
    shown: shownText !== '' && shownText === fitted?.text,
    shownText,
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
