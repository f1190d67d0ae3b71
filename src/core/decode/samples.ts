import type { DecodedText } from './answer.js';
import { collect, decode, type Decoding } from './decode.js';
import type { LanguageModel } from '../model/languageModel.js';
import type { Sampler } from '../sampling/sampler.js';
import type { Constraint } from './constraints/constraint.js';

/**
 * Draws several texts after one prompt, drops duplicates, and ranks them by mean log-probability. The prompt is read
 * once.
 *
 * @param logits the row after the prompt's last token.
 * @param samplers one for each text, each with its own seed.
 * @returns the distinct texts, best first; the cache holds the prompt and what the last one left.
 */
export async function drawSamples(
  model: LanguageModel,
  logits: Float32Array,
  { constraint, ...decoding }: Omit<Decoding, 'sampler'>,
  samplers: readonly Sampler[],
): Promise<DecodedText[]> {
  const promptLength = model.tokens.length;
  const first = logits.slice();
  const samples = new Map<string, DecodedText>();
  for (const sampler of samplers) {
    model.truncate(promptLength);
    const own: { constraint?: Constraint } = constraint ? { constraint: constraint.fork() } : {};
    const sample = await collect(decode(model, first, { ...decoding, ...own, sampler }));
    const { tokens, stop, score } = sample;
    const text = tokens.map((token) => token.text).join('');
    const kept = text.slice(0, stop.keep);
    const known = samples.get(kept);
    if (!known || score > known.score) samples.set(kept, sample);
    if (stop.reason === 'cancelled') break;
  }
  return [...samples.values()].sort((a, b) => b.score - a.score);
}
