import type { CompletedText, Completion } from '../../../src/core/result.js';

/** All of a text that must not depend on how it was found: its tokens with their logprobs, bit for bit. */
export interface Trace {
  readonly text: string;
  readonly stop: string;
  readonly score: number;
  readonly tokens: readonly (readonly [text: string, logprob: number])[];
}

const traceOfText = ({ text, stop, score, tokens }: CompletedText): Trace => ({
  text,
  stop,
  score,
  tokens: tokens.map((token) => [token.text, token.logprob] as const),
});

/** The traces of all texts of an answer, best first; none for none. */
export function traceOf(completion: Completion | undefined): Trace[] {
  return completion ? [completion, ...completion.others].map(traceOfText) : [];
}
