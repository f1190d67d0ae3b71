import { Answer, historyOf, type AnswerRules, type DecodedText, type Token } from './answer.js';
import type { LanguageModel } from '../model/languageModel.js';
import type { Sampler } from '../sampling/sampler.js';
import type { Stop } from './stops/stop.js';

/**
 * Runs a decoding to its end.
 *
 * @param onText receives the text of each token that has some.
 * @returns the text, scored by the mean log-probability of its tokens in nats.
 */
export async function collect(
  running: AsyncGenerator<Token, Stop>,
  onText?: (text: string) => void,
): Promise<DecodedText> {
  const tokens: Token[] = [];
  let step = await running.next();
  for (; !step.done; step = await running.next()) {
    tokens.push(step.value);
    if (step.value.text !== '') onText?.(step.value.text);
  }
  const score = tokens.reduce((sum, { logprob }) => sum + logprob, 0) / Math.max(1, tokens.length);
  return { tokens, stop: step.value, score };
}

/** Everything that decides what is decoded after a prompt. */
export interface Decoding extends AnswerRules {
  readonly sampler: Sampler;
  /** Number of alternatives to report with each token; none if absent. */
  readonly top?: number;
}

/**
 * The autoregressive loop: chooses a token, appends it and asks for the next distribution, until a control token, a
 * stop rule or the end of the context.
 *
 * @param logits the row after the prompt's last token, as `prefill` returns it.
 * @yields each token of the answer. Closing the generator early leaves the model's cache at the tokens fed so far.
 * @returns why it ended, and how much of all the yielded text is the answer.
 */
export async function* decode(
  model: LanguageModel,
  logits: Float32Array,
  { sampler, top, ...rules }: Decoding,
): AsyncGenerator<Token, Stop> {
  const answer = new Answer(rules);
  for (let row = logits; ;) {
    const allowed = answer.allowed();
    const impossible = answer.noTokenAllowed(allowed);
    if (impossible) return impossible;
    const pick = sampler.pick(row, { history: historyOf(model.tokens), allowed, top });
    const { token, stop } = answer.take(pick);
    if (token) yield token;
    if (stop) return stop;
    if (model.tokens.length >= model.contextLength) return answer.stopAt('context');
    row = model.tryCached(pick.id) ?? (await model.forward([pick.id], 1));
  }
}
