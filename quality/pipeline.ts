import type { Completion, CompletionRequest } from '../src/core/completion.js';
import { tidyEnd, tidyStart, windowAround } from '../src/core/prompt/window.js';
import { confidenceOf } from '../src/core/suggest/confidence.js';
import { AdaptiveDelay } from '../src/core/suggest/delay.js';
import { isCompletable, restOfLine } from '../src/core/suggest/place.js';
import { isWorthShowing, present, promptTexts, suggestionOf, type Suggestion } from '../src/core/suggest/suggestion.js';
import { SuggestionCache, type Place } from '../src/core/suggest/suggestionCache.js';
import type { Completer } from './workspaceAlone.js';

/** What a request has besides its texts: what the settings say in the editor. */
export type RequestOptions = Omit<CompletionRequest, 'path' | 'prefix' | 'suffix'>;

/** A document with its cursor. */
export interface OpenDocument {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** What the model, or the workspace, made of a place. */
export interface Asked {
  readonly completion: Completion;
  readonly suggestion: Suggestion | undefined;
}

/** What stands behind the cursor as ghost text. */
export interface Shown {
  readonly text: string;
  /** How many characters after the cursor it replaces. */
  readonly replaces: number;
  readonly confidence: number;
}

/** What a key brought. */
export interface Provided {
  readonly shown?: Shown;
  /** Absent where the answer was known already, or nobody was asked. */
  readonly completion?: Completion;
  readonly isKnown: boolean;
}

/** What of the pipeline outside of the engine is in use. */
export interface PipelineParts {
  /** Whether what is typed through, or deleted back to, is offered again without asking. */
  readonly reuse: boolean;
  /** Whether only what is sure enough is shown. */
  readonly gate: boolean;
  /** Whether the rules for a suggestion's text apply; else only blanks at its end go. */
  readonly tidy: boolean;
  /** Whether a suggestion is fitted to the closers after the cursor. */
  readonly fit: boolean;
}

export const allParts: PipelineParts = { reuse: true, gate: true, tidy: true, fit: true };

/** The place as the editor cuts it out of a document (`editor/place.ts`, without an editor). */
function placeIn({ path, before, after }: OpenDocument): Place {
  const text = before + after;
  const lineEnd = before.length + restOfLine(after).length;
  const { start, end } = windowAround(before.length, lineEnd, text.length);
  return {
    document: path,
    offset: before.length,
    before: tidyStart(text.slice(start, before.length), start === 0),
    after: tidyEnd(text.slice(before.length, end)),
  };
}

/** What `editor/inline/provider.ts` does at a key, with the same functions in the same order, but without an editor. */
export class Pipeline {
  private readonly cache: SuggestionCache;
  private readonly delay = new AdaptiveDelay();

  constructor(
    private readonly completer: Completer,
    private readonly options: RequestOptions,
    private readonly parts: PipelineParts = allParts,
  ) {
    this.cache = new SuggestionCache(parts.reuse ? undefined : 0);
  }

  /** How long the editor would wait before it asks, in milliseconds. */
  get delayMs(): number {
    return this.delay.ms;
  }

  /** A key was pressed at `nowMs`: what is shown after it. */
  async provide(document: OpenDocument, nowMs: number): Promise<Provided> {
    this.delay.keyAt(nowMs);
    const place = placeIn(document);
    if (!isCompletable(place.after) || (place.before + place.after).trim() === '') return { isKnown: false };
    const known = this.cache.find(place);
    if (known && this.isWanted(known)) return { ...this.showing(known, place), isKnown: true };
    const { completion, suggestion } = await this.ask(document.path, place);
    this.delay.tookMs(completion.timings.totalMs);
    if (suggestion) this.cache.add(place, suggestion);
    return { ...this.showing(suggestion, place), completion, isKnown: false };
  }

  /** The answer at a place, wherever that is and however sure it is, and what of it would be shown unasked. */
  async answer(document: OpenDocument): Promise<{ completion: Completion; fitted?: Shown; isShown: boolean }> {
    const place = placeIn(document);
    const { completion, suggestion } = await this.ask(document.path, place);
    const fitted = suggestion && this.fittedAt(suggestion, place);
    const isShown = fitted !== undefined && this.isWanted(suggestion!) && isCompletable(place.after);
    return { completion, isShown, ...(fitted ? { fitted } : {}) };
  }

  private isWanted(suggestion: Suggestion): boolean {
    return !this.parts.gate || isWorthShowing(suggestion);
  }

  private async ask(path: string, place: Place): Promise<Asked> {
    const completion = await this.completer.complete({ path, ...promptTexts(place), ...this.options });
    if (!completion) throw new Error('The engine gave no answer.');
    return { completion, suggestion: this.suggestionOf(place, completion) };
  }

  private showing(suggestion: Suggestion | undefined, place: Place): { shown?: Shown } {
    const shown = suggestion && this.isWanted(suggestion) && this.fittedAt(suggestion, place);
    return shown ? { shown } : {};
  }

  private suggestionOf(place: Place, completion: Completion): Suggestion | undefined {
    if (this.parts.tidy) return suggestionOf(place, completion);
    const text = completion.text.trimEnd();
    return text.trim() === '' ? undefined : { text, confidence: confidenceOf(completion.tokens) };
  }

  private fittedAt(suggestion: Suggestion, { after }: Place): Shown | undefined {
    const { text, confidence } = suggestion;
    const fitted = this.parts.fit ? present(suggestion, after) : { text, replaces: 0 };
    return fitted && { ...fitted, confidence };
  }
}
