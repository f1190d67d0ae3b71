import type { Token } from './answer.js';
import { decode, type Decoding } from './decode.js';
import type { LanguageModel } from '../model/languageModel.js';
import type { Stop } from './stops/stop.js';
import type { Sampler } from '../sampling/sampler.js';
import type { Constraint } from './constraints/constraint.js';

/** A decoded text and how good it is. */
export interface Sample {
  readonly tokens: readonly Token[];
  readonly stop: Stop;
  /** Mean log-probability of a token, in nats. */
  readonly score: number;
}

/**
 * Draws several texts after one prompt, drops those that read the same, and ranks them by mean log-probability. The
 * prompt is read once.
 *
 * @param logits the row after the prompt's last token.
 * @param samplers one for each text, each with a seed of its own.
 * @returns the different texts, best first; the cache holds the prompt and what the last one left.
 */
export async function drawSamples(
  model: LanguageModel,
  logits: Float32Array,
  { constraint, ...decoding }: Omit<Decoding, 'sampler'>,
  samplers: readonly Sampler[],
): Promise<Sample[]> {
  const promptLength = model.tokens.length;
  const first = logits.slice();
  const samples = new Map<string, Sample>();
  for (const sampler of samplers) {
    model.truncate(promptLength);
    const own: { constraint?: Constraint } = constraint ? { constraint: constraint.fork() } : {};
    const tokens: Token[] = [];
    const running = decode(model, first, { ...decoding, ...own, sampler });
    let step = await running.next();
    for (; !step.done; step = await running.next()) tokens.push(step.value);
    const stop = step.value;
    const text = tokens.map((token) => token.text).join('');
    const score = tokens.reduce((sum, { logprob }) => sum + logprob, 0) / Math.max(1, tokens.length);
    const kept = text.slice(0, stop.keep);
    const known = samples.get(kept);
    if (!known || score > known.score) samples.set(kept, { tokens, stop, score });
    if (stop.reason === 'cancelled') break;
  }
  return [...samples.values()].sort((a, b) => b.score - a.score);
}
