import type { Completion } from '../result.js';
import type { CompletionRequest } from '../request.js';
import type { Strategy } from '../sampling/strategy.js';
import { newSecretLine } from '../secrets/newSecret.js';
import { fitClosingBrackets } from '../suggest/closingBrackets.js';
import type { Candidate } from './candidates.js';
import { beginsWithComment, passageEnd } from './comment.js';
import type { ShownText } from './shownText.js';
import { redrawn } from './strategies.js';
import { closersAfter, targetRequest, type GenerateTarget } from './target.js';
import { tokenProbability } from './tokenFigures.js';

/** Maximum number of draws to get a text that is no comment. */
const maxTries = 12;

/** How one text is written. */
export interface Writing {
  readonly strategy: Strategy;
  /** The text so far, which is continued. */
  readonly soFar: ShownText;
  /** Aborting ends it before the next forward. */
  readonly signal: AbortSignal;
  /** Receives the whole text after each new token. */
  readonly onText: (text: string) => void;
}

/** The parts of a request that do not depend on the target. */
export type WritingOptions = Omit<
  CompletionRequest,
  'path' | 'languageId' | 'prefix' | 'suffix' | 'mode' | 'strategy' | 'eagerness'
>;

/** What a writer needs of the engine. */
export interface StreamingCompleter {
  complete(
    request: CompletionRequest,
    options: { readonly signal: AbortSignal; readonly onText: (piece: string) => void },
  ): Promise<Completion | undefined>;
}

/** Writes the texts of "Generate". */
export class TextWriter {
  constructor(private readonly completer: StreamingCompleter) {}

  /**
   * Writes one text and fits it to the closing brackets after the target. Below a comment, a small model tends to
   * continue with comments: sampled texts that begin so are drawn again a few times.
   *
   * @returns the text up to its end or to where it was aborted; undefined for none.
   * @throws UserError if there is no usable model.
   */
  async write(target: GenerateTarget, options: WritingOptions, writing: Writing): Promise<Candidate | undefined> {
    const { strategy, soFar, signal } = writing;
    const isBegin = target.kind === 'comment' && soFar.text === target.lead;
    const tries = isBegin && strategy.kind === 'sample' ? maxTries : 1;
    for (let n = 1; !signal.aborted; n++) {
      const redraw = { ...writing, strategy: redrawn(strategy, n - 1) };
      const found = await this.draw(target, options, redraw, n < tries);
      if (found !== 'comment') return found;
    }
    return undefined;
  }

  private async draw(
    target: GenerateTarget,
    options: WritingOptions,
    { strategy, soFar, signal, onText }: Writing,
    rejectsComments: boolean,
  ): Promise<Candidate | 'comment' | undefined> {
    const over = new AbortController();
    let text = '';
    let tokens = 0;
    let isComment = (rejectsComments ? undefined : false) as boolean | undefined;
    const receive = (piece: string): void => {
      if (signal.aborted || over.signal.aborted) return;
      tokens++;
      text += piece;
      isComment ??= beginsWithComment(text, target.language);
      const end = endOf(target, soFar.text + text);
      if (end !== undefined) text = text.slice(0, Math.max(0, end - soFar.text.length));
      if (end !== undefined || isComment) over.abort();
      if (isComment === false) onText(soFar.text + text);
    };
    const completion = await this.completer.complete(
      { ...targetRequest(target, soFar.text, soFar.replaces), ...options, strategy },
      { signal: AbortSignal.any([signal, over.signal]), onText: receive },
    );
    if (isComment) return 'comment';
    if (completion) {
      const end = endOf(target, soFar.text + completion.text);
      text = end === undefined ? completion.text : completion.text.slice(0, Math.max(0, end - soFar.text.length));
      tokens = completion.tokens.length;
    }
    if (text.trim() === '') return undefined;
    return {
      ...fitToClosers(target, soFar.text + text),
      kinds: [strategy.kind],
      tokens,
      ...(completion ? { probability: tokenProbability(completion.tokens) } : {}),
    };
  }
}

/** Removes empty lines from a text's end and fits it to the closing brackets after the target. */
export function fitToClosers(target: GenerateTarget, text: string): ShownText {
  const written = text.trimEnd();
  const hasBlankEnd = text.includes('\n', written.length);
  return fitClosingBrackets(hasBlankEnd ? written : text, closersAfter(target));
}

/** Where the text ends: before a credential that the document does not have, or with the passage below a comment. */
function endOf(target: GenerateTarget, text: string): number | undefined {
  const ends = [newSecretLine(text, target), endOfPassage(target, text)].filter((end) => end !== undefined);
  return ends.length > 0 ? Math.min(...ends) : undefined;
}

/** Where the passage below a comment is over, in the whole text. */
function endOfPassage({ kind, prefix, lead, language }: GenerateTarget, text: string): number | undefined {
  if (kind !== 'comment') return undefined;
  const end = passageEnd(prefix + lead, text.slice(lead.length), language);
  return end === undefined ? undefined : end + lead.length;
}
