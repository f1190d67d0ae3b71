import type { Completion } from '../src/core/result.js';
import type { CompletionRequest } from '../src/core/request.js';
import { tidyEnd, tidyStart, windowAround } from '../src/core/prompt/window.js';
import { eagernesses, type Eagerness } from '../src/core/suggest/confidence/thresholds.js';
import { isCompletable, restOfLine, type CursorContext, promptTexts } from '../src/core/suggest/cursorContext.js';
import type { TextRuleName } from '../src/core/suggest/rules/rules.js';
import { modeAt } from '../src/core/suggest/multiline.js';
import { Suggester } from '../src/core/suggest/suggester.js';
import { present, shownOf, suggestionOf, type Suggestion } from '../src/core/suggest/suggestion.js';
import { SuggestionCache } from '../src/core/suggest/suggestionCache.js';
import type { SuggesterParts, SuggestionItem, TextRules } from '../src/core/suggest/suggestionRequest.js';
import type { Completer } from './completers.js';

/** The options of a request besides its texts, which come from the settings in the editor. */
export type RequestOptions = Omit<CompletionRequest, 'path' | 'prefix' | 'suffix' | 'mode' | 'eagerness'> & {
  readonly mode: CompletionRequest['mode'] | 'auto';
};

/** A document with a cursor. */
export interface OpenFile {
  readonly path: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** Ghost text at the cursor. */
export type ShownSuggestion = SuggestionItem;

/** The result of a key. */
export interface Provided {
  readonly shown?: ShownSuggestion;
  /** Absent where the cache answered, or the model was not asked. */
  readonly completion?: Completion;
  readonly isCached: boolean;
}

/** `open` shows suggestions of any confidence. */
type EagernessOrOpen = Eagerness | 'open';

/** The answer to a request. */
export interface AnsweredRequest {
  readonly completion: Completion;
  /** The whole answer, fitted to the text after the cursor. */
  readonly fitted?: ShownSuggestion;
  /** The part of it that is shown at each eagerness. */
  readonly shown: Readonly<Partial<Record<EagernessOrOpen, ShownSuggestion>>>;
}

/** The parts of the pipeline outside the engine, for ablation. */
export interface PipelineParts {
  /** Whether cached suggestions are shown again after typing through or deleting back. */
  readonly reuse: boolean;
  /** The minimum confidence of shown suggestions, by the setting's values. */
  readonly eagerness: EagernessOrOpen;
  /** Rules for a suggestion's text that do not apply. */
  readonly without: readonly TextRuleName[];
  /** Whether a suggestion is fitted to the closing brackets after the cursor. */
  readonly fit: boolean;
}

export const allParts: PipelineParts = { reuse: true, eagerness: 'balanced', without: [], fit: true };

/** The cursor context as the editor takes it from a document (`editor/cursorContext.ts`, without an editor). */
function contextIn({ path, prefix, suffix }: OpenFile): CursorContext {
  const text = prefix + suffix;
  const lineEnd = prefix.length + restOfLine(suffix).length;
  const { start, end } = windowAround(prefix.length, lineEnd, text.length);
  return {
    document: path,
    path,
    offset: prefix.length,
    prefix: tidyStart(text.slice(start, prefix.length), start === 0),
    suffix: tidyEnd(text.slice(prefix.length, end)),
  };
}

/** The rules for a text, without those that are switched off. */
function rulesOf({ without, fit }: PipelineParts): TextRules {
  return {
    suggestionOf: (context, decoded, threshold) => suggestionOf(context, decoded, threshold, without),
    shownOf,
    present: fit ? present : ({ text }) => ({ text, replaces: 0 }),
  };
}

/** Does the same at a key as `editor/inline/provider.ts`, without an editor and without a debounce. */
export class Pipeline {
  private readonly suggester: Suggester;
  private readonly rules: TextRules;

  /** @param waits debounces and a second engine; neither if absent. */
  constructor(
    private readonly completer: Completer,
    private readonly options: RequestOptions,
    private readonly parts: PipelineParts = allParts,
    waits: Pick<SuggesterParts, 'pause' | 'later'> = { pause: () => Promise.resolve() },
  ) {
    this.rules = rulesOf(parts);
    const cache = new SuggestionCache(parts.reuse ? undefined : 0);
    const complete: SuggesterParts['complete'] = (request, signal) => completer.complete(request, { signal });
    this.suggester = new Suggester({ complete, ...waits }, cache, this.rules);
  }

  /**
   * The suggestion after a key that was pressed at `nowMs`.
   *
   * @param hasAccepted whether it accepted a suggestion.
   */
  provide(document: OpenFile, nowMs: number, hasAccepted = false): Promise<Provided> {
    this.suggester.keyAt(nowMs);
    return this.suggest(document, new AbortController().signal, hasAccepted);
  }

  /** A key was pressed at `nowMs`. */
  keyAt(nowMs: number): void {
    this.suggester.keyAt(nowMs);
  }

  /** The suggestion at a cursor. @param hasAccepted whether the latest key accepted one. */
  async suggest(document: OpenFile, signal: AbortSignal, hasAccepted = false): Promise<Provided> {
    const { eagerness } = this.parts;
    const request = (context: CursorContext): CompletionRequest => ({
      ...this.request(context),
      ...(eagerness === 'open' ? {} : { eagerness }),
    });
    const suggestionRequest = { context: contextIn(document), isExplicit: false, maxItems: 1, request };
    if (hasAccepted) this.suggester.accepted(suggestionRequest);
    const answer = await this.suggester.suggest(suggestionRequest, signal);
    if (!answer) return { isCached: false };
    const { items, isCached, fresh } = answer;
    return {
      isCached: isCached,
      ...(items[0] ? { shown: items[0] } : {}),
      ...(fresh ? { completion: fresh.completion } : {}),
    };
  }

  /** The whole answer at any cursor and of any confidence, and the part of it that would be shown while typing. */
  async answer(document: OpenFile): Promise<AnsweredRequest> {
    const { rules, parts } = this;
    const context = contextIn(document);
    const completion = await this.complete(this.request(context));
    const suggestion = rules.suggestionOf(context, completion, 0);
    const fit = (some: Suggestion | undefined): ShownSuggestion | undefined => {
      const fitted = some && rules.present(some, context.suffix);
      return fitted && { ...fitted, confidence: some.confidence, ...(some.isCut ? { isCut: true } : {}) };
    };
    const fitted = fit(suggestion);
    if (!suggestion || !fitted) return { completion, shown: {} };
    if (!isCompletable(context.suffix)) return { completion, fitted, shown: {} };
    const shown = [...eagernesses, parts.eagerness].flatMap((eagerness) => {
      const threshold = eagerness === 'open' ? 0 : completion.thresholds[eagerness];
      const item = fit(rules.shownOf({ ...suggestion, threshold }));
      return item ? [[eagerness, item] as const] : [];
    });
    return { completion, fitted, shown: Object.fromEntries(shown) };
  }

  private request(context: CursorContext): CompletionRequest {
    const { mode } = this.options;
    const resolved = mode === 'free' || mode === 'construct' ? mode : modeAt(mode, context, false);
    return { path: context.document, ...promptTexts(context), ...this.options, mode: resolved };
  }

  private async complete(request: CompletionRequest): Promise<Completion> {
    const completion = await this.completer.complete(request);
    if (!completion) throw new Error('The engine gave no answer.');
    return completion;
  }
}
