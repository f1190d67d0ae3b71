import type { Candidate } from '../../core/generate/candidates.js';
import { passageEnd } from '../../core/generate/passage.js';
import type { ShownText } from '../../core/generate/shownText.js';
import type { Strategy } from '../../core/decode/strategy.js';
import { fitClosers } from '../../core/suggest/closers.js';
import { confidenceOf } from '../../core/suggest/confidence.js';
import type { Engine } from '../../engine/engine.js';
import type { Settings } from '../settings.js';
import { closersBehind, promptOf, type Target } from './target.js';

/** How one text is written. */
export interface Writing {
  readonly strategy: Strategy;
  /** What is written already: the text goes on behind it. */
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
  ) {}

  /**
   * Writes one text and fits it to the closers behind the target.
   *
   * @returns what came until it was over or aborted; undefined if nothing did.
   * @throws UserError if there is no usable model.
   */
  async write(target: Target, { strategy, soFar, signal, onText }: Writing): Promise<Candidate | undefined> {
    const { engine, settings } = this;
    // While a request waits for the model to load, the engine drops further ones: this one is asked for by a person.
    await Promise.race([engine.ready(), aborted(signal)]);
    if (signal.aborted) return undefined;
    const passage = new AbortController();
    let text = '';
    let tokens = 0;
    const receive = (piece: string): void => {
      if (signal.aborted || passage.signal.aborted) return;
      tokens++;
      text += piece;
      const end = endOf(target, soFar.text + text);
      if (end !== undefined) {
        text = text.slice(0, end - soFar.text.length);
        passage.abort();
      }
      onText(soFar.text + text);
    };
    const completion = await engine.complete(
      {
        ...promptOf(target, soFar.text, soFar.replaces),
        strategy,
        ...settings.decoding(target.document),
        maxTokens: settings.get('generate.maxTokens', target.document),
      },
      { signal: AbortSignal.any([signal, passage.signal]), onText: receive },
    );
    if (completion) {
      const end = endOf(target, soFar.text + completion.text);
      text = end === undefined ? completion.text : completion.text.slice(0, end - soFar.text.length);
      tokens = completion.tokens.length;
    }
    if (text === '') return undefined;
    return {
      ...fit(target, soFar.text + text),
      kinds: [strategy.kind],
      tokens,
      ...(completion ? { probability: confidenceOf(completion.tokens) } : {}),
    };
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

/** A text fitted to the closers behind the target. */
export const fit = (target: Target, text: string): ShownText => fitClosers(text, closersBehind(target));

/** Where the passage below a comment is over, in the whole text. */
function endOf({ kind, around, lead, path }: Target, text: string): number | undefined {
  if (kind !== 'comment') return undefined;
  const end = passageEnd(around.before + lead, text.slice(lead.length), path);
  return end === undefined ? undefined : end + lead.length;
}
