import type { CompleteOptions } from '../completionEngine.js';
import type { Completion } from '../result.js';
import type { CompletionRequest } from '../request.js';
import type { FittedText } from './closingBrackets.js';
import type { CursorContext, TextAroundCursor } from './cursorContext.js';
import { present, shownOf, suggestionOf, type Suggestion } from './suggestion.js';

/** A request for suggestions at a cursor. */
export interface SuggestionRequest {
  readonly context: CursorContext;
  /** Whether the user requested it rather than typed: then any confidence is enough, and the model is always asked. */
  readonly isExplicit: boolean;
  /** The maximum number of texts. */
  readonly maxItems: number;
  /** The start that all texts must have; any if absent. */
  readonly requiredPrefix?: string;
  /** The debounce before the model is asked, in milliseconds; by the rhythm of the keys if absent. */
  readonly delayMs?: number;
  /** Builds the request to the model for the cursor, or near it; called only after the debounce. */
  readonly request: (context: CursorContext) => CompletionRequest;
}

/** A text for the cursor. */
export interface SuggestionItem extends FittedText {
  /** The probability that it is right to its end. */
  readonly confidence: number;
  /** Whether more would follow. */
  readonly isCut?: boolean;
}

/** A request to the model with its answer. */
export interface ModelAnswer {
  readonly request: CompletionRequest;
  readonly completion: Completion;
}

/** The answer to a request for suggestions. */
export interface SuggestionResult {
  /** The first one is shown first. */
  readonly items: readonly SuggestionItem[];
  /** Whether the cache answered, without the model. */
  readonly isCached: boolean;
  /** The cached suggestion for the cursor, whether or not its confidence is enough. */
  readonly cached?: Suggestion;
  /** Absent where the model was not asked, or gave no answer. */
  readonly fresh?: ModelAnswer;
}

/** An engine that answers later than the suggester's own, and better: an inference server beside the built-in model. */
export interface LaterEngine {
  /** Whether to ask it at all. */
  readonly isUsed: () => boolean;
  /** @returns undefined if cancelled or overtaken, and where the engine cannot answer. */
  readonly complete: (request: CompletionRequest, options: CompleteOptions) => Promise<Completion | undefined>;
  /** Told of an answer that is shown if suggestions are requested again where they were requested last. */
  readonly onAnswer: (answer: LaterAnswer) => void;
}

/** An answer that came after the suggestions at the cursor. */
export interface LaterAnswer extends ModelAnswer {
  /** The cursor for which it was requested. */
  readonly then: CursorContext;
  /** The cursor of the latest request: the user may have typed the start of the answer. */
  readonly now: CursorContext;
}

/** A suggester's dependencies. */
export interface SuggesterParts {
  /** @returns undefined if cancelled or overtaken. */
  readonly complete: (request: CompletionRequest, signal: AbortSignal) => Promise<Completion | undefined>;
  /** Waits, or stops waiting when the signal is aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Extends what is displayed, or answers where there is nothing; absent for none. */
  readonly later?: LaterEngine;
}

/** The steps from a decoded text to the one that is shown; replaceable for measurements. */
export interface TextRules {
  /** @returns undefined where nothing is left to suggest. */
  readonly suggestionOf: (
    context: TextAroundCursor,
    decoded: Parameters<typeof suggestionOf>[1],
    threshold: number,
  ) => Suggestion | undefined;
  /** The part of a suggestion that is shown while typing; undefined for none. */
  readonly shownOf: (suggestion: Suggestion) => Suggestion | undefined;
  /** @returns undefined where nothing is left of it before the text after the cursor. */
  readonly present: (suggestion: Suggestion, suffix: string) => FittedText | undefined;
}

/** The rules that the editor uses. */
export const shippedRules: TextRules = { suggestionOf, shownOf, present };
