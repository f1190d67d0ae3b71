import type { CompletedText, Completion } from '../../../src/core/result.js';
import { Suggester } from '../../../src/core/suggest/suggester.js';
import { promptTexts } from '../../../src/core/suggest/cursorContext.js';
import type { SuggestionResult, SuggestionRequest } from '../../../src/core/suggest/suggestionRequest.js';
import { atCursor } from './cursor.js';

/** Answers to a prompt: the best text first, each with its probability. */
export type Said = readonly (readonly [text: string, probability: number])[];

export const sure = (text: string): Said => [[text, 0.9]];
export const unsure = (text: string): Said => [[text, 0.2]];

const timings = { tokenizeMs: 0, prefillMs: 0, decodeMs: 0, totalMs: 1, promptTokens: 9, reusedTokens: 0, forwards: 1 };

const thresholds = { quiet: 0.8, balanced: 0.6, eager: 0.4 };

/** The completion of an engine with these answers. */
export function completionOf(said: Said, totalMs = 1): Completion {
  const [best, ...others] = said.map(([text, probability]): CompletedText => ({
    ...{ text, tokens: [{ text, logprob: Math.log(probability), confidence: probability }] },
    ...{ stop: 'newline', score: Math.log(probability), confidence: probability },
  }));
  return { ...best!, source: 'model', thresholds, others, drafts: {}, timings: { ...timings, totalMs } };
}

/** The place of the cursor in a whole document, and what is asked for there. */
export function suggestionRequestAt(
  marked: string,
  suggestionRequest: Partial<SuggestionRequest> = {},
): SuggestionRequest {
  const { prefix, suffix } = atCursor(marked);
  const request: SuggestionRequest['request'] = (place) => ({
    ...promptTexts(place),
    ...{ mode: 'line', strategy: { kind: 'greedy' }, maxTokens: 48 },
    ...(suggestionRequest.isExplicit ? {} : { eagerness: 'balanced' }),
  });
  const place = { document: 'a.ts', path: 'a.ts', offset: prefix.length, prefix, suffix };
  return {
    context: place,
    isExplicit: false,
    maxItems: suggestionRequest.isExplicit ? 3 : 1,
    request,
    ...suggestionRequest,
  };
}

/** A suggester at work, and what it did. */
export interface Desk {
  readonly suggester: Suggester;
  /** The prefixes that were asked, in their order. */
  readonly asked: string[];
  /** The wait before each request. */
  readonly waitsMs: number[];
  readonly answer: (
    marked: string,
    suggestionRequest?: Partial<SuggestionRequest>,
    signal?: AbortSignal,
  ) => Promise<SuggestionResult | undefined>;
  /** The texts that are offered at the cursor, the first one first. */
  readonly texts: (marked: string, suggestionRequest?: Partial<SuggestionRequest>) => Promise<string[]>;
}

/**
 * A suggester whose completer answers by a table, from the text before the cursor, so that every answer can be checked by
 * eye. The engine tests have the real one.
 *
 * @param say undefined where it is cancelled.
 */
export function deskOf(say: (prefix: string) => Said | undefined, totalMs?: number): Desk {
  const [asked, waitsMs]: [string[], number[]] = [[], []];
  const suggester = new Suggester({
    complete: ({ prefix }) => {
      asked.push(prefix);
      const said = say(prefix);
      return Promise.resolve(said && completionOf(said, totalMs));
    },
    pause: (ms) => Promise.resolve(void waitsMs.push(ms)),
  });
  const answer: Desk['answer'] = (marked, suggestionRequest, signal = new AbortController().signal) =>
    suggester.suggest(suggestionRequestAt(marked, suggestionRequest), signal);
  const texts: Desk['texts'] = async (marked, suggestionRequest) =>
    (await answer(marked, suggestionRequest))?.items.map(({ text }) => text) ?? [];
  return { suggester, asked, waitsMs, answer, texts };
}
