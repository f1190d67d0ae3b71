import type { Inspection } from './inspection.js';
import type { TokenSet } from '../model/tokenSet.js';

/** The tokens before the next one, including the prompt: the first `length` of `tokens`. */
export interface History {
  readonly tokens: readonly number[];
  readonly length: number;
}

/** A chosen token. */
export interface ChosenToken {
  readonly id: number;
  /**
   * Natural logarithm of the model's own probability for the token, given everything before it and given that the token
   * is one of the allowed ones; before temperature and filters.
   */
  readonly logprob: number;
  readonly inspection?: Inspection;
}

/** The input of a choice besides the logits. */
export interface StepContext {
  readonly history: History;
  /** The tokens to choose from; absent means all. Must not be empty. */
  readonly allowed?: TokenSet | undefined;
  /** Number of the most probable tokens to report with the choice; 0 or absent reports nothing. */
  readonly top?: number | undefined;
}

/** A token that a drafter proposes, and the distribution that it was drawn from; absent if it was not drawn. */
export interface Drafted {
  readonly id: number;
  readonly distribution?: Distribution | undefined;
}

/** Probabilities of some tokens; those of all others are 0. */
export interface Distribution {
  readonly ids: Int32Array;
  readonly probabilities: Float64Array;
}

/** Chooses tokens; keeps buffers of the vocabulary's size, and the state of its random sequence. */
export interface Sampler {
  /**
   * Chooses the next token.
   *
   * @param logits one row, vocabSize long; not changed.
   */
  pick(logits: Float32Array, context: StepContext): ChosenToken;
  /**
   * Chooses with the same probabilities as `pick`, and the drafted token as often as that allows: if another one is
   * chosen, the draft is rejected.
   */
  verify(logits: Float32Array, context: StepContext, drafted: Drafted): ChosenToken;
  /** Like `pick`, with the filtered distribution that the token was drawn from; undefined where nothing is drawn. */
  draw(logits: Float32Array, context: StepContext): ChosenToken & { readonly distribution: Distribution | undefined };
}
