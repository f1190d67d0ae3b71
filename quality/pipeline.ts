import type { Completion, CompletionRequest } from '../src/core/completion.js';
import { tidyEnd, tidyStart, windowAround } from '../src/core/prompt/window.js';
import { eagernesses, type Eagerness } from '../src/core/suggest/gate/levels.js';
import { isCompletable, restOfLine, type Place } from '../src/core/suggest/place.js';
import type { TextRuleName } from '../src/core/suggest/rules/rules.js';
import { modeAt } from '../src/core/suggest/reach.js';
import { Suggester } from '../src/core/suggest/suggester.js';
import { present, promptTexts, shownOf, suggestionOf, type Suggestion } from '../src/core/suggest/suggestion.js';
import { SuggestionCache } from '../src/core/suggest/suggestionCache.js';
import type { Offer, TextRules } from '../src/core/suggest/wish.js';
import type { Completer } from './workspaceAlone.js';

/** What a request has besides its texts: what the settings say in the editor. */
export type RequestOptions = Omit<CompletionRequest, 'path' | 'prefix' | 'suffix' | 'mode' | 'eagerness'> & {
  readonly mode: CompletionRequest['mode'] | 'auto';
};

/** A document with its cursor. */
export interface OpenDocument {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** What stands behind the cursor as ghost text. */
export type Shown = Offer;

/** What a key brought. */
export interface Provided {
  readonly shown?: Shown;
  /** Absent where the answer was known already, or nobody was asked. */
  readonly completion?: Completion;
  readonly isKnown: boolean;
}

type Gates = Eagerness | 'open';

/** What became of a question. */
export interface Answered {
  readonly completion: Completion;
  /** The whole answer, fitted to what stands behind the cursor. */
  readonly fitted?: Shown;
  /** What of it each gate shows. */
  readonly shown: Readonly<Partial<Record<Gates, Shown>>>;
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

/** The place as the editor cuts it out of a document (`editor/place.ts`, without an editor). */
function placeIn({ path, before, after }: OpenDocument): Place {
  const text = before + after;
  const lineEnd = before.length + restOfLine(after).length;
  const { start, end } = windowAround(before.length, lineEnd, text.length);
  return {
    document: path,
    path,
    offset: before.length,
    before: tidyStart(text.slice(start, before.length), start === 0),
    after: tidyEnd(text.slice(before.length, end)),
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
  async provide(document: OpenDocument, nowMs: number, hasAccepted = false): Promise<Provided> {
    this.suggester.keyAt(nowMs);
    const { gate } = this.parts;
    const eagerness = gate === 'open' ? {} : { eagerness: gate };
    const request = (place: Place): CompletionRequest => ({ ...this.request(place), ...eagerness });
    const wish = { place: placeIn(document), isExplicit: false, most: 1, request };
    if (hasAccepted) this.suggester.accepted(wish);
    const answer = await this.suggester.suggest(wish, new AbortController().signal);
    if (!answer) return { isKnown: false };
    const { offers, isKnown, asked } = answer;
    return { isKnown, ...(offers[0] ? { shown: offers[0] } : {}), ...(asked ? { completion: asked.completion } : {}) };
  }

  /** The whole answer at a place, wherever that is and however sure it is, and what of it would be shown unasked. */
  async answer(document: OpenDocument): Promise<Answered> {
    const { rules, parts } = this;
    const place = placeIn(document);
    const completion = await this.complete(this.request(place));
    const suggestion = rules.suggestionOf(place, completion, 0);
    const fit = (some: Suggestion | undefined): Shown | undefined => {
      const fitted = some && rules.present(some, place.after);
      return fitted && { ...fitted, confidence: some.confidence, ...(some.isCut ? { isCut: true } : {}) };
    };
    const fitted = fit(suggestion);
    if (!suggestion || !fitted) return { completion, shown: {} };
    if (!isCompletable(place.after)) return { completion, fitted, shown: {} };
    const shown = [...eagernesses, parts.gate].flatMap((gate) => {
      const level = gate === 'open' ? 0 : completion.levels[gate];
      const one = fit(rules.shownOf({ ...suggestion, level }));
      return one ? [[gate, one] as const] : [];
    });
    return { completion, fitted, shown: Object.fromEntries(shown) };
  }

  private request(place: Place): CompletionRequest {
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
