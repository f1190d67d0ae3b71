import type { Completion } from '../result.js';
import type { CompletionRequest } from '../request.js';
import type { Fitted } from './closingBrackets.js';
import type { CursorContext } from './cursorContext.js';
import { present, shownOf, suggestionOf, type Suggestion, type TextAroundCursor } from './suggestion.js';

/** What is wished for at a place. */
export interface SuggestionRequest {
  readonly context: CursorContext;
  /** Whether the person asks for it, and does not merely type: then it may be unsure, and is sought anew. */
  readonly isExplicit: boolean;
  /** The most texts to offer. */
  readonly maxItems: number;
  /** What they have to begin with; anything if absent. */
  readonly requiredPrefix?: string;
  /** How long to wait before asking; as the rhythm of the keys says if absent. */
  readonly delayMs?: number;
  /** What to ask at the place, or near it; made only once the delay is over. */
  readonly request: (place: CursorContext) => CompletionRequest;
}

/** A text for the cursor. */
export interface SuggestionItem extends Fitted {
  /** The probability that it is right to its end. */
  readonly confidence: number;
  /** Whether more would follow. */
  readonly isCut?: boolean;
}

/** A question with its answer. */
export interface ModelAnswer {
  readonly request: CompletionRequest;
  readonly completion: Completion;
}

/** What comes of a wish. */
export interface SuggestionResult {
  /** The one to show first comes first. */
  readonly items: readonly SuggestionItem[];
  /** Whether nobody had to be asked. */
  readonly isCached: boolean;
  /** What was known at the place before, sure enough or not. */
  readonly cached?: Suggestion;
  /** Absent where nobody was asked, or nothing came. */
  readonly fresh?: ModelAnswer;
}

/** Who completes, and how time passes. */
export interface SuggesterParts {
  /** @returns undefined if cancelled or overtaken. */
  readonly complete: (request: CompletionRequest, signal: AbortSignal) => Promise<Completion | undefined>;
  /** Waits, or stops waiting when the signal is aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** How a decoded text becomes one that is shown. */
export interface TextRules {
  /** @returns undefined where nothing is left to offer. */
  readonly suggestionOf: (
    around: TextAroundCursor,
    decoded: Parameters<typeof suggestionOf>[1],
    threshold: number,
  ) => Suggestion | undefined;
  /** What of it is shown while typing; undefined for nothing. */
  readonly shownOf: (suggestion: Suggestion) => Suggestion | undefined;
  /** @returns undefined where nothing of it is left beside what stands after the cursor. */
  readonly present: (suggestion: Suggestion, after: string) => Fitted | undefined;
}

/** The rules as the editor has them. */
export const shippedRules: TextRules = { suggestionOf, shownOf, present };
