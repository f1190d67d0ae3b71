import type { Token } from '../../../src/core/decode/answer.js';
import type { Stop, StopReason } from '../../../src/core/decode/stops/stop.js';

/** Everything that a decoding gave. */
export interface Decoded {
  readonly tokens: readonly Token[];
  readonly ids: readonly number[];
  readonly texts: readonly string[];
  /** The texts joined. */
  readonly text: string;
  /** The part of it that is the answer. */
  readonly kept: string;
  /** Σ logprob. */
  readonly logprob: number;
  readonly reason: StopReason;
  readonly stop: Stop;
}

/** Runs a decoding to its end. */
export async function decoded(generator: AsyncGenerator<Token, Stop>): Promise<Decoded> {
  const tokens: Token[] = [];
  let step = await generator.next();
  for (; !step.done; step = await generator.next()) tokens.push(step.value);
  const stop = step.value;
  const texts = tokens.map((token) => token.text);
  const text = texts.join('');
  return {
    tokens,
    ids: tokens.map(({ id }) => id),
    texts,
    text,
    kept: text.slice(0, stop.keep),
    logprob: tokens.reduce((sum, token) => sum + token.logprob, 0),
    reason: stop.reason,
    stop,
  };
}
