import type { Completion, CompletionRequest } from '../src/core/completion.js';
import { tidyEnd, tidyStart, windowAround } from '../src/core/prompt/window.js';
import { eagernesses, type Eagerness } from '../src/core/suggest/confidence/thresholds.js';
import { isCompletable, restOfLine, type CursorContext, promptTexts } from '../src/core/suggest/cursorContext.js';
import type { TextRuleName } from '../src/core/suggest/rules/rules.js';
import { modeAt } from '../src/core/suggest/multiline.js';
import { Suggester } from '../src/core/suggest/suggester.js';
import { present, shownOf, suggestionOf, type Suggestion } from '../src/core/suggest/suggestion.js';
import { SuggestionCache } from '../src/core/suggest/suggestionCache.js';
import type { SuggestionItem, TextRules } from '../src/core/suggest/suggestionRequest.js';
import type { Completer } from './workspaceAlone.js';

/** What a request has besides its texts: what the settings say in the editor. */
export type RequestOptions = Omit<CompletionRequest, 'path' | 'prefix' | 'suffix' | 'mode' | 'eagerness'> & {
  readonly mode: CompletionRequest['mode'] | 'auto';
};

/** A document with its cursor. */
export interface OpenFile {
  readonly path: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** What stands behind the cursor as ghost text. */
export type ShownSuggestion = SuggestionItem;

/** What a key brought. */
export interface Provided {
  readonly shown?: ShownSuggestion;
  /** Absent where the answer was known already, or nobody was asked. */
  readonly completion?: Completion;
  readonly isKnown: boolean;
}

type Gates = Eagerness | 'open';

/** What became of a question. */
export interface AnsweredRequest {
  readonly completion: Completion;
  /** The whole answer, fitted to what stands behind the cursor. */
  readonly fitted?: ShownSuggestion;
  /** What of it each gate shows. */
  readonly shown: Readonly<Partial<Record<Gates, ShownSuggestion>>>;
}

/** What of the pipeline outside of the engine is in use. */
export interface PipelineParts {
  /** Whether what is typed through, or deleted back to, is offered again without asking. */
  readonly reuse: boolean;
  /** How sure what is shown has to be; `open` shows everything. */
  readonly gate: Gates;
  /** Which of the rules for a suggestion's text do not apply. */
  readonly without: readonly TextRuleName[];
  /** Whether a suggestion is fitted to the closers after the cursor. */
  readonly fit: boolean;
}

export const allParts: PipelineParts = { reuse: true, gate: 'balanced', without: [], fit: true };

/** The place as the editor cuts it out of a document (`editor/cursorContext.ts`, without an editor). */
function placeIn({ path, prefix, suffix }: OpenFile): CursorContext {
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
    suggestionOf: (around, decoded, level) => suggestionOf(around, decoded, level, without),
    shownOf,
    present: fit ? present : ({ text }) => ({ text, replaces: 0 }),
  };
}

/** What `editor/inline/provider.ts` does at a key, but without an editor. Nobody waits before asking. */
export class Pipeline {
  private readonly suggester: Suggester;
  private readonly rules: TextRules;

  constructor(
    private readonly completer: Completer,
    private readonly options: RequestOptions,
    private readonly parts: PipelineParts = allParts,
  ) {
    this.rules = rulesOf(parts);
    const cache = new SuggestionCache(parts.reuse ? undefined : 0);
    const complete = (request: CompletionRequest): Promise<Completion> => this.complete(request);
    this.suggester = new Suggester({ complete, pause: () => Promise.resolve() }, cache, this.rules);
  }

  /**
   * A key was pressed at `nowMs`: what is shown after it.
   *
   * @param hasAccepted whether it accepted a suggestion.
   */
  async provide(document: OpenFile, nowMs: number, hasAccepted = false): Promise<Provided> {
    this.suggester.keyAt(nowMs);
    const { gate } = this.parts;
    const eagerness = gate === 'open' ? {} : { eagerness: gate };
    const request = (place: CursorContext): CompletionRequest => ({ ...this.request(place), ...eagerness });
    const suggestionRequest = { context: placeIn(document), isExplicit: false, maxItems: 1, request };
    if (hasAccepted) this.suggester.accepted(suggestionRequest);
    const answer = await this.suggester.suggest(suggestionRequest, new AbortController().signal);
    if (!answer) return { isKnown: false };
    const { items, isCached, fresh } = answer;
    return {
      isKnown: isCached,
      ...(items[0] ? { shown: items[0] } : {}),
      ...(fresh ? { completion: fresh.completion } : {}),
    };
  }

  /** The whole answer at a place, wherever that is and however sure it is, and what of it would be shown unasked. */
  async answer(document: OpenFile): Promise<AnsweredRequest> {
    const { rules, parts } = this;
    const place = placeIn(document);
    const completion = await this.complete(this.request(place));
    const suggestion = rules.suggestionOf(place, completion, 0);
    const fit = (some: Suggestion | undefined): ShownSuggestion | undefined => {
      const fitted = some && rules.present(some, place.suffix);
      return fitted && { ...fitted, confidence: some.confidence, ...(some.isCut ? { isCut: true } : {}) };
    };
    const fitted = fit(suggestion);
    if (!suggestion || !fitted) return { completion, shown: {} };
    if (!isCompletable(place.suffix)) return { completion, fitted, shown: {} };
    const shown = [...eagernesses, parts.gate].flatMap((gate) => {
      const level = gate === 'open' ? 0 : completion.thresholds[gate];
      const one = fit(rules.shownOf({ ...suggestion, threshold: level }));
      return one ? [[gate, one] as const] : [];
    });
    return { completion, fitted, shown: Object.fromEntries(shown) };
  }

  private request(place: CursorContext): CompletionRequest {
    const { mode } = this.options;
    const resolved = mode === 'free' ? mode : modeAt(mode, place, false);
    return { path: place.document, ...promptTexts(place), ...this.options, mode: resolved };
  }

  private async complete(request: CompletionRequest): Promise<Completion> {
    const completion = await this.completer.complete(request);
    if (!completion) throw new Error('The engine gave no answer.');
    return completion;
  }
}
