import type { Candidate } from '../../core/generate/candidates.js';
import { beginsWithComment, passageEnd } from '../../core/generate/comment.js';
import type { ShownText } from '../../core/generate/shownText.js';
import { tokenProbability } from '../../core/generate/tokenFigures.js';
import { redrawn } from '../../core/generate/strategies.js';
import type { Strategy } from '../../core/sampling/strategy.js';
import { newSecretLine } from '../../core/secrets/newSecret.js';
import { fitClosingBrackets } from '../../core/suggest/closingBrackets.js';
import type { Engine } from '../../engine/engine.js';
import type { Settings } from '../settings.js';
import type { PromptContext } from '../workspace/promptContext.js';
import { closersBehind, promptOf, type Target } from './target.js';

/** Maximum number of draws to get a text that is no comment. */
const maxTries = 12;

/** How one text is written. */
export interface Writing {
  readonly strategy: Strategy;
  /** The text so far, which is continued. */
  readonly soFar: ShownText;
  /** Aborting ends it before the next forward. */
  readonly signal: AbortSignal;
  /** Told the whole text after each new token. */
  readonly onText: (text: string) => void;
}

/** Writes texts for targets. */
export class Writer {
  constructor(
    private readonly engine: Pick<Engine, 'ready' | 'complete'>,
    private readonly settings: Settings,
    private readonly context: PromptContext,
  ) {}

  /**
   * Writes one text and fits it to the closing brackets after the target. Below a comment, a small model tends to
   * continue with comments: sampled texts that begin so are drawn again a few times.
   *
   * @returns what came until it was over or aborted; undefined if nothing did.
   * @throws UserError if there is no usable model.
   */
  async write(target: Target, writing: Writing): Promise<Candidate | undefined> {
    const { strategy, soFar, signal } = writing;
    // While a request waits for the model to load, the engine drops further ones: the user is waiting for this one.
    await Promise.race([this.engine.ready(), aborted(signal)]);
    const isBegin = target.kind === 'comment' && soFar.text === target.lead;
    const tries = isBegin && strategy.kind === 'sample' ? maxTries : 1;
    for (let n = 1; !signal.aborted; n++) {
      const found = await this.draw(target, { ...writing, strategy: redrawn(strategy, n - 1) }, n < tries);
      if (found !== 'comment') return found;
    }
    return undefined;
  }

  private async draw(
    target: Target,
    { strategy, soFar, signal, onText }: Writing,
    isChoosy: boolean,
  ): Promise<Candidate | 'comment' | undefined> {
    const { engine, context } = this;
    const settings = this.settings.at(target.document);
    const over = new AbortController();
    let text = '';
    let tokens = 0;
    let isComment = (isChoosy ? undefined : false) as boolean | undefined;
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
    const completion = await engine.complete(
      {
        ...promptOf(target, soFar.text, soFar.replaces),
        strategy,
        ...settings.decoding(),
        ...context.of(target.document, settings),
        maxTokens: settings.get('generate.maxTokens'),
      },
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
      ...fit(target, soFar.text + text),
      kinds: [strategy.kind],
      tokens,
      ...(completion ? { probability: tokenProbability(completion.tokens) } : {}),
    };
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

/** Removes empty lines from a text's end and fits it to the closing brackets after the target. */
export function fit(target: Target, text: string): ShownText {
  const written = text.trimEnd();
  const hasBlankEnd = text.includes('\n', written.length);
  return fitClosingBrackets(hasBlankEnd ? written : text, closersBehind(target));
}

/** Where the text ends: before a credential that the document does not have, or with the passage below a comment. */
function endOf(target: Target, text: string): number | undefined {
  const ends = [newSecretLine(text, target.around), endOfPassage(target, text)].filter((end) => end !== undefined);
  return ends.length > 0 ? Math.min(...ends) : undefined;
}

/** Where the passage below a comment is over, in the whole text. */
function endOfPassage({ kind, around, lead, language }: Target, text: string): number | undefined {
  if (kind !== 'comment') return undefined;
  const end = passageEnd(around.prefix + lead, text.slice(lead.length), language);
  return end === undefined ? undefined : end + lead.length;
}
