import type { LanguageModel, Tail } from '../model/languageModel.js';
import type { PlacedMatches } from '../workspace/matchBuffer.js';
import { longestMatch } from '../workspace/tokenArray.js';
import type { FindMatches, Mixture, MixingWeight } from './mixture.js';

/** Where an answer stands: what is before it in its file, whatever the order of the prompt. */
export interface AnswerPlace {
  /** The file's tokens before the answer. */
  readonly before: readonly number[];
  /** How many tokens the prompt has: those after it are the answer's. */
  readonly promptLength: number;
}

/** The last tokens before the next one as they stand in the file, at most as many as a match can have. */
export function contextOf({ before, promptLength }: AnswerPlace, tokens: readonly number[], length: number): number[] {
  const answered = length - promptLength;
  const own = tokens.slice(Math.max(promptLength, length - longestMatch), length);
  const missing = longestMatch - own.length;
  return answered >= longestMatch || missing <= 0 ? own : [...before.slice(-missing), ...own];
}

/** What the workspace had to say at one step. */
export interface MixedStep {
  /** w */
  readonly share: number;
  /** The places, and what followed them. */
  readonly matches: PlacedMatches;
}

/** Told of every row that the workspace has a share of: the answer's tokens before it, and what it had to say. */
export type OnMixed = (answered: readonly number[], step: MixedStep) => void;

/**
 * A language model whose rows are mixed with the workspace's. It is a model like any other, so greedy, sampling, beams,
 * healing, constraints and speculation need not know of it, and the probabilities that they report are the mixture's.
 */
export class MixedModel implements LanguageModel {
  private mixed = new Float32Array(0);

  constructor(
    private readonly model: LanguageModel,
    private readonly mixture: Mixture,
    private readonly place: AnswerPlace,
    private readonly find: FindMatches,
    private readonly share: MixingWeight,
    private readonly onMixed?: OnMixed,
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

  /** Mixes the rows after the last `rows` tokens of the cache. @returns an array that is valid until the next call. */
  mix(logits: Float32Array, rows: number): Float32Array {
    const { vocabSize, tokens } = this;
    if (this.mixed.length < logits.length) this.mixed = new Float32Array(logits.length);
    const mixed = this.mixed.subarray(0, logits.length);
    mixed.set(logits);
    for (let i = 0; i < rows; i++) {
      const length = tokens.length - rows + 1 + i;
      const context = contextOf(this.place, tokens, length);
      const row = mixed.subarray(i * vocabSize, (i + 1) * vocabSize);
      const share = this.mixture.mix(row, context, this.find, this.share);
      if (this.onMixed && share > 0) {
        this.onMixed(tokens.slice(this.place.promptLength, length), { share, matches: this.mixture.matches.copy() });
      }
    }
    return mixed;
  }
}
