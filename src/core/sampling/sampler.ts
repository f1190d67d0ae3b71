import { GreedySampler } from './greedySampler.js';
import type { History } from './history.js';
import type { Inspection } from '../decode/inspection.js';
import { RandomSampler } from './randomSampler.js';
import { seededRng } from './rng.js';
import type { Strategy } from './strategy.js';
import type { TokenSet } from '../model/tokenSet.js';

/** A chosen token. */
export interface ChosenToken {
  readonly id: number;
  /**
   * Natural logarithm of the model's own probability for the token, given everything before it and given that the
   * token is one of the allowed ones; before temperature and filters.
   */
  readonly logprob: number;
  readonly inspection?: Inspection;
}

/** What a choice depends on besides the logits. */
export interface StepContext {
  readonly history: History;
  /** The tokens to choose from; absent means all. Must not be empty. */
  readonly allowed?: TokenSet | undefined;
  /** How many of the most probable tokens to report with the choice; 0 or absent reports nothing. */
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
  /** @param logits one row, vocabSize long; not changed. */
  pick(logits: Float32Array, place: StepContext): ChosenToken;
  /**
   * Chooses with the same probabilities as `pick`, and the drafted token as often as that allows: if another one comes
   * out, the draft is rejected.
   */
  verify(logits: Float32Array, place: StepContext, drafted: Drafted): ChosenToken;
  /** As `pick`, and the filtered distribution that it was drawn from; undefined where nothing is drawn. */
  draw(logits: Float32Array, place: StepContext): ChosenToken & { readonly distribution: Distribution | undefined };
}

/**
 * Compiles a checked strategy into a sampler that allocates nothing per token but its answer.
 *
 * @param vocabSize the width of a row of logits.
 */
export function compileSampler(strategy: Exclude<Strategy, { kind: 'beam' }>, vocabSize: number): Sampler {
  if (strategy.kind === 'greedy') return new GreedySampler();
  return new RandomSampler(strategy.filters, seededRng(strategy.seed), vocabSize);
}
