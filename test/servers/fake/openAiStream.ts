import { logprobOf, type FakeToken } from './answer.js';
import type { Fields, Generated } from './served.js';

/** A request's limits in OpenAI's dialect; its default is 16 tokens. */
export const openAiLimits = ({
  max_tokens: maxTokens,
  stop,
}: Fields): { maxTokens: number; stop: readonly string[] } => ({
  maxTokens: Number(maxTokens ?? 16),
  stop: typeof stop === 'string' ? [stop] : ((stop as string[] | undefined) ?? []),
});

/** The reason for the end in OpenAI's dialect. */
export const finishReason = ({ end }: Generated): string => (end === 'limit' ? 'length' : 'stop');

/** Log-probabilities of tokens in the old format: parallel arrays. @param offset characters before the first token. */
export function legacyLogprobs(tokens: readonly FakeToken[], top: number, offset: number): object {
  let at = offset;
  const offsets = tokens.map(({ text }) => (at += text.length) - text.length);
  return {
    text_offset: offsets,
    token_logprobs: tokens.map(logprobOf),
    tokens: tokens.map(({ text }) => text),
    top_logprobs: tokens.map((token) => {
      // The chosen token is always among them, in addition if need be.
      const others = (token.alternatives ?? []).slice(0, top).map(({ text, logprob }) => [text, logprob] as const);
      return Object.fromEntries([[token.text, logprobOf(token)] as const, ...others]);
    }),
  };
}
