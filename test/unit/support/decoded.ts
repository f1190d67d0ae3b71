import type { Token } from '../../../src/core/decode/decode.js';
import type { Stop, StopReason } from '../../../src/core/decode/stop.js';

/** Everything that a decoding gave. */
export interface Decoded {
  readonly ids: readonly number[];
  readonly texts: readonly string[];
  /** The texts joined. */
  readonly text: string;
  /** The part of it that is the answer. */
  readonly kept: string;
  /** Σ logprob. */
  readonly logprob: number;
  readonly reason: StopReason;
}

/** Runs a decoding to its end. */
export async function decoded(generator: AsyncGenerator<Token, Stop>): Promise<Decoded> {
  const tokens: Token[] = [];
  let step = await generator.next();
  for (; !step.done; step = await generator.next()) tokens.push(step.value);
  const texts = tokens.map((token) => token.text);
  const text = texts.join('');
  return {
    ids: tokens.map(({ id }) => id),
    texts,
    text,
    kept: text.slice(0, step.value.keep),
    logprob: tokens.reduce((sum, token) => sum + token.logprob, 0),
    reason: step.value.reason,
  };
}
