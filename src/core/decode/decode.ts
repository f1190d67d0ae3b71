import type { Constraint } from './constraint.js';
import type { LanguageModel } from './languageModel.js';
import type { Sampler } from './sampler.js';
import type { Stop, StopReason, StopRule } from './stop.js';
import { TextStream } from './textStream.js';
import type { Vocabulary } from './vocabulary.js';

/** One token of the answer. */
export interface Token {
  readonly id: number;
  /** ln p(token | everything before it, and the constraint), see `Pick`. */
  readonly logprob: number;
  /** The text that the token completes: less than the token's own where it ends inside a character or was healed. */
  readonly text: string;
}

/** Everything that decides what is decoded after a prompt. */
export interface Decoding {
  readonly vocabulary: Vocabulary;
  readonly sampler: Sampler;
  /** Asked in order after each token; the first verdict counts. */
  readonly stop: readonly StopRule[];
  /** Limits the next tokens, such as to the piece that healing took off. */
  readonly constraint?: Constraint;
  /** Bytes at the start that are no part of the answer: the length of that piece. */
  readonly skipBytes?: number;
}

function firstStop(rules: readonly StopRule[], text: string, added: number, count: number): Stop | undefined {
  for (const rule of rules) {
    const stop = rule({ text, added, count });
    if (stop) return stop;
  }
  return undefined;
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
  { vocabulary, sampler, stop, constraint, skipBytes = 0 }: Decoding,
): AsyncGenerator<Token, Stop> {
  const stream = new TextStream(skipBytes);
  let text = '';
  let row = logits;
  const ended = (reason: StopReason): Stop => ({ reason, keep: text.length });

  for (let count = 0; ;) {
    const allowed = constraint?.allowed();
    if (allowed?.length === 0) return ended('constraint');
    const { id, logprob } = sampler.pick(row, allowed);
    const bytes = vocabulary.bytes(id);
    // Control tokens spell nothing, and neither do the ids that pad a vocabulary to a round size.
    if (bytes.length === 0) return ended('end');
    constraint?.accept(id);

    if (bytes.length > stream.skipping) count++;
    const added = text.length;
    const piece = stream.push(bytes);
    text += piece;
    yield { id, logprob, text: piece };

    const verdict = firstStop(stop, text, added, count);
    if (verdict) return verdict;
    if (model.tokens.length >= model.contextLength) return ended('context');
    row = await model.forward([id], 1);
  }
}
