import { Answer, historyOf, type AnswerRules, type Token } from './answer.js';
import type { LanguageModel } from '../model/languageModel.js';
import type { Sampler } from '../sampling/sampler.js';
import type { Stop } from './stops/stop.js';

/** Everything that decides what is decoded after a prompt. */
export interface Decoding extends AnswerRules {
  readonly sampler: Sampler;
  /** How many alternatives to report with each token; none if absent. */
  readonly top?: number;
}

/**
 * The autoregressive loop: choose a token, append it, ask for the next distribution, until a control token, a stop
 * rule or the end of the context.
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
    const dead = answer.dead(allowed);
    if (dead) return dead;
    const pick = sampler.pick(row, { history: historyOf(model.tokens), allowed, top });
    const { token, stop } = answer.take(pick);
    if (token) yield token;
    if (stop) return stop;
    if (model.tokens.length >= model.contextLength) return answer.ended('context');
    row = model.tryCached(pick.id) ?? (await model.forward([pick.id], 1));
  }
}
