import { Answer, type Token } from './answer.js';
import type { Decoding } from './decode.js';
import type { Draft } from './drafters/drafter.js';
import type { LanguageModel } from '../model/languageModel.js';
import type { ChosenToken, StepContext } from '../sampling/sampler.js';
import type { Stop } from './stops/stop.js';

/** A draft that is worth verifying, and the name of its drafter. */
export interface Proposal extends Draft {
  readonly drafter: string;
}

/** Chooses at each step the drafter and the length of the draft, and learns from the outcome. */
export interface Speculation {
  /**
   * Whether drafts are drawn: then a text takes other random numbers with a draft than without, and earlier requests must
   * not decide where there is one.
   */
  readonly isDrawing?: boolean;
  /**
   * Proposes the next tokens.
   *
   * @param tokens all tokens so far, including the prompt.
   * @param room the maximum number of tokens that fit into the context.
   */
  propose(tokens: readonly number[], room: number): Promise<Proposal | undefined>;
  /** Learns from the outcome of a step. */
  learn(outcome: SpeculationOutcome): void;
}

/** The outcome of one step. */
export interface SpeculationOutcome {
  /** Undefined where nothing was proposed. */
  readonly drafter: string | undefined;
  readonly drafted: number;
  readonly accepted: number;
  readonly forwardMs: number;
}

/** Everything that decides what is decoded with speculation. */
interface SpeculativeDecoding extends Decoding {
  readonly speculation: Speculation;
  /** A clock in milliseconds, for `learn`. */
  readonly now: () => number;
}

/**
 * The autoregressive loop with speculative decoding (Leviathan et al. 2023; Chen et al. 2023): one forward verifies a
 * whole draft, and gives one of the model's own tokens after the last accepted one. So every forward gives at least one
 * token, and at most one more than drafted. Greedy decoding and drafts that are not drawn give the same tokens as
 * `decode`; with drawn drafts the tokens have the same distribution.
 *
 * @param logits the row after the prompt's last token.
 * @yields each token of the answer. The cache holds no rejected token afterwards, however the loop ends.
 */
export async function* speculate(
  model: LanguageModel,
  logits: Float32Array,
  decoding: SpeculativeDecoding,
): AsyncGenerator<Token, Stop> {
  return yield* new SpeculativeLoop(model, decoding).run(logits);
}

class SpeculativeLoop {
  private readonly answer: Answer;
  private proposal: Proposal | undefined;
  /** Of the last forward; undefined where the rows were cached. */
  private forwardMs: number | undefined;
  /** Number of verified tokens in the cache. */
  private verified: number;

  constructor(
    private readonly model: LanguageModel,
    private readonly decoding: SpeculativeDecoding,
  ) {
    this.answer = new Answer(decoding);
    this.verified = model.tokens.length;
  }

  async *run(logits: Float32Array): AsyncGenerator<Token, Stop> {
    const { model, answer } = this;
    try {
      for (let rows = logits; ;) {
        const next = yield* this.verify(rows);
        if (typeof next !== 'number') return next;
        model.truncate(this.verified);
        const room = model.contextLength - this.verified - 1;
        if (room < 0) return answer.stopAt('context');
        rows = this.cachedRow(next) ?? (await this.forward(next, room));
        this.verified++;
      }
    } finally {
      model.truncate(this.verified);
    }
  }

  /** Verifies the proposal. @returns the first chosen token that is not in the cache, or the end of the answer. */
  private *verify(rows: Float32Array): Generator<Token, Stop | number> {
    const { model, answer, proposal, decoding } = this;
    for (let i = 0; ; i++) {
      const allowed = answer.allowed();
      const impossible = answer.noTokenAllowed(allowed);
      if (impossible) return impossible;
      const row = rows.subarray(i * model.vocabSize, (i + 1) * model.vocabSize);
      const history = { tokens: model.tokens, length: this.verified };
      const choice = this.choose(row, i, { history, allowed, top: decoding.top });
      const isAccepted = choice.id === proposal?.tokens[i];
      const { token, stop } = answer.take(choice, isAccepted ? proposal.drafter : undefined);
      if (token) yield token;
      if (stop || !isAccepted) this.learn(i + (isAccepted ? 1 : 0));
      if (stop) return stop;
      if (!isAccepted) return choice.id;
      this.verified++;
    }
  }

  private choose(row: Float32Array, i: number, context: StepContext): ChosenToken {
    const { sampler } = this.decoding;
    const { tokens, distributions } = this.proposal ?? { tokens: [] };
    const id = tokens[i];
    return id === undefined
      ? sampler.pick(row, context)
      : sampler.verify(row, context, { id, distribution: distributions?.[i] });
  }

  private cachedRow(id: number): Float32Array | undefined {
    const row = this.decoding.speculation.isDrawing ? undefined : this.model.tryCached(id);
    if (!row) return undefined;
    this.proposal = undefined;
    this.forwardMs = undefined;
    return row;
  }

  /** Feeds a token and a draft of what follows it. */
  private async forward(id: number, room: number): Promise<Float32Array> {
    const { model, decoding, answer } = this;
    // Where only a few tokens are allowed, a drafter that does not know them is mostly wrong.
    const isFree = answer.allowed()?.kind !== 'only';
    const canDraft = room > 0 && isFree;
    this.proposal = canDraft
      ? clipped(await decoding.speculation.propose([...model.tokens, id], room), room)
      : undefined;
    const fed = [id, ...(this.proposal?.tokens ?? [])];
    const startMs = decoding.now();
    const rows = await model.forward(fed, fed.length);
    this.forwardMs = decoding.now() - startMs;
    return rows;
  }

  private learn(accepted: number): void {
    const { forwardMs } = this;
    if (forwardMs === undefined) return;
    const { drafter, tokens = [] } = this.proposal ?? {};
    this.decoding.speculation.learn({ drafter, drafted: tokens.length, accepted, forwardMs });
  }
}

/** Limits a proposal to `room` tokens: a drafter may give more than requested. */
function clipped(proposal: Proposal | undefined, room: number): Proposal | undefined {
  return proposal && proposal.tokens.length > room ? { ...proposal, tokens: proposal.tokens.slice(0, room) } : proposal;
}
