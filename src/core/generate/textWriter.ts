import type { CompletedText, Completion } from '../result.js';
import type { CompletionRequest } from '../request.js';
import type { Strategy } from '../sampling/strategy.js';
import { newSecretLine } from '../secrets/newSecret.js';
import { fitClosingBrackets } from '../suggest/closingBrackets.js';
import type { Candidate } from './candidates.js';
import { beginsWithComment } from './comment.js';
import { bestPart, longestPart, type CompleteText } from './completeText.js';
import type { ShownText } from './shownText.js';
import { redrawn } from './strategies.js';
import { closersAfter, targetRequest, type GenerateTarget } from './target.js';
import { tokenProbability } from './tokenFigures.js';

/** Maximum number of draws to get a text that is no comment. */
const maxTries = 12;

/** How texts are written. */
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

/** The engine, as far as a writer needs it. */
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
   * Writes texts to the end of a complete statement and fits them to the closing brackets after the target. Below a
   * comment, a small model tends to continue with comments: sampled texts that begin so are drawn again a few times.
   *
   * @returns one text, or several by beam search; none if nothing complete was written. When aborted, the text so far.
   * @throws UserError if there is no usable model.
   */
  async write(target: GenerateTarget, options: WritingOptions, writing: Writing): Promise<readonly Candidate[]> {
    const { strategy, soFar, signal } = writing;
    const isBegin = target.kind === 'comment' && soFar.text === target.lead;
    const tries = isBegin && strategy.kind === 'sample' ? maxTries : 1;
    for (let n = 1; !signal.aborted; n++) {
      const redraw = { ...writing, strategy: redrawn(strategy, n - 1) };
      const found = await this.draw(target, options, redraw, n < tries);
      if (found !== 'comment') return found;
    }
    return [];
  }

  private async draw(
    target: GenerateTarget,
    options: WritingOptions,
    { strategy, soFar, signal, onText }: Writing,
    rejectsComments: boolean,
  ): Promise<readonly Candidate[] | 'comment'> {
    const over = new AbortController();
    let text = '';
    let tokens = 0;
    let isComment = (rejectsComments ? undefined : false) as boolean | undefined;
    const receive = (piece: string): void => {
      if (signal.aborted || over.signal.aborted) return;
      tokens++;
      text = withoutSecrets(target, soFar, text + piece);
      isComment ??= beginsWithComment(text, target.language);
      if (isComment) over.abort();
      else if (isComment === false) onText(soFar.text + text);
    };
    const completion = await this.completer.complete(
      { ...targetRequest(target, soFar), ...options, strategy },
      { signal: AbortSignal.any([signal, over.signal]), onText: receive },
    );
    if (isComment) return 'comment';
    const kinds = [strategy.kind];
    if (completion) {
      const answers = [completion, ...completion.others];
      return answers.flatMap((answer) => candidateOf(target, soFar, answer) ?? []).map((one) => ({ ...one, kinds }));
    }
    return text.trim() === '' ? [] : [{ ...fitToClosers(target, soFar.text + text), kinds, tokens }];
  }
}

/** The complete part of an answer as a candidate; "More" takes all that is complete, as the user asks for more. */
function candidateOf(
  target: GenerateTarget,
  soFar: ShownText,
  answer: CompletedText,
): Omit<Candidate, 'kinds'> | undefined {
  const maxLength = withoutSecrets(target, soFar, answer.text).length;
  const limited = { ...answer, ends: answer.ends?.filter((end) => end <= maxLength) ?? [] };
  const part: CompleteText | undefined =
    soFar.text === target.lead ? bestPart(limited, target) : longestPart(limited, target);
  return (
    part && {
      ...fitToClosers(target, soFar.text + part.text),
      tokens: part.tokens,
      confidence: part.confidence,
      probability: tokenProbability(answer.tokens.slice(0, part.tokens)),
    }
  );
}

/** Cuts a text before the line of a credential that the document does not have. */
function withoutSecrets(target: GenerateTarget, soFar: ShownText, text: string): string {
  const end = newSecretLine(soFar.text + text, target);
  return end === undefined ? text : text.slice(0, Math.max(0, end - soFar.text.length));
}

/** Removes empty lines from a text's end and fits it to the closing brackets after the target. */
export function fitToClosers(target: GenerateTarget, text: string): ShownText {
  const written = text.trimEnd();
  const hasBlankEnd = text.includes('\n', written.length);
  return fitClosingBrackets(hasBlankEnd ? written : text, closersAfter(target));
}
