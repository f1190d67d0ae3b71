import type { LanguageModel, Tail } from '../model/languageModel.js';
import type { MatchesWithPaths } from '../workspace/matchBuffer.js';
import { maxMatchTokens } from '../workspace/tokenArray.js';
import type { FindMatches, Mixture, MixingWeight } from './mixture.js';

/** The position of an answer: what is before it in its file, whatever the order of the prompt. */
export interface AnswerContext {
  /** The file's tokens before the answer. */
  readonly before: readonly number[];
  /** Number of tokens of the prompt: those after it are the answer's. */
  readonly promptLength: number;
}

/** The last tokens before the next one, in the order of the file, at most as many as a match can have. */
export function contextOf(
  { before, promptLength }: AnswerContext,
  tokens: readonly number[],
  length: number,
): number[] {
  const answered = length - promptLength;
  const own = tokens.slice(Math.max(promptLength, length - maxMatchTokens), length);
  const missing = maxMatchTokens - own.length;
  return answered >= maxMatchTokens || missing <= 0 ? own : [...before.slice(-missing), ...own];
}

/** The workspace's contribution to one step. */
export interface MixedStep {
  /** The mixing weight w. */
  readonly weight: number;
  /** The matching positions, and the tokens that followed them. */
  readonly matches: MatchesWithPaths;
}

/** Reports every row that the workspace contributes to, with the answer's tokens before it. */
type OnMixed = (answered: readonly number[], step: MixedStep) => void;

/** The workspace's side of a mixed model. */
interface Mixing {
  readonly mixture: Mixture;
  readonly answerContext: AnswerContext;
  readonly find: FindMatches;
  readonly weight: MixingWeight;
  readonly onMixed?: OnMixed;
}

/**
 * A language model whose rows are mixed with the workspace's. It is a model like any other, so greedy, sampling, beams,
 * healing, constraints and speculation need not know of it, and the probabilities that they report are the mixture's.
 */
export class MixedModel implements LanguageModel {
  private mixed = new Float32Array(0);

  constructor(
    private readonly model: LanguageModel,
    private readonly mixing: Mixing,
  ) {}

  get vocabSize(): number {
    return this.model.vocabSize;
  }

  get contextLength(): number {
    return this.model.contextLength;
  }

  get tokens(): readonly number[] {
    return this.model.tokens;
  }

  tryCached(id: number): Float32Array | undefined {
    const row = this.model.tryCached(id);
    return row && this.mix(row, 1);
  }

  truncate(length: number): void {
    this.model.truncate(length);
  }

  save(from: number): Tail {
    return this.model.save(from);
  }

  restore(tail: Tail): void {
    this.model.restore(tail);
  }

  async forward(fed: readonly number[], rows: number): Promise<Float32Array> {
    return this.mix(await this.model.forward(fed, rows), rows);
  }

  /**
   * Mixes the rows after the last `rows` tokens of the cache.
   *
   * @returns an array that is valid until the next call.
   */
  mix(logits: Float32Array, rows: number): Float32Array {
    const { vocabSize, tokens } = this;
    const { mixture, answerContext, find, onMixed } = this.mixing;
    if (this.mixed.length < logits.length) this.mixed = new Float32Array(logits.length);
    const mixed = this.mixed.subarray(0, logits.length);
    mixed.set(logits);
    for (let i = 0; i < rows; i++) {
      const length = tokens.length - rows + 1 + i;
      const context = contextOf(answerContext, tokens, length);
      const row = mixed.subarray(i * vocabSize, (i + 1) * vocabSize);
      const weight = mixture.mix(row, context, find, this.mixing.weight);
      if (onMixed && weight > 0) {
        onMixed(tokens.slice(answerContext.promptLength, length), {
          weight,
          matches: mixture.matches.copy(),
        });
      }
    }
    return mixed;
  }
}
