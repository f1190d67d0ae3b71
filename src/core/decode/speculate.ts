import { Answer, type Token } from './answer.js';
import type { Decoding } from './decode.js';
import type { Draft } from './drafters/drafter.js';
import type { LanguageModel } from '../model/languageModel.js';
import type { Stop } from './stops/stop.js';

/** A draft that is worth verifying, and whose it is. */
export interface Proposal extends Draft {
  readonly drafter: string;
}

/** Chooses at each step who drafts how much, and learns from what became of it. */
export interface Speculation {
  /**
   * Whether drafts are drawn: then a text takes other random numbers with a draft than without, and what was asked before
   * must not decide where there is one.
   */
  readonly isDrawing?: boolean;
  /**
   * @param tokens all tokens so far, prompt included.
   * @param room the most tokens that fit into the context.
   */
  propose(tokens: readonly number[], room: number): Promise<Proposal | undefined>;
  /** Told how many of the proposed tokens were accepted, and how long a forward of how many tokens took. */
  learn(outcome: SpeculationOutcome): void;
}

/** What became of one step. */
export interface SpeculationOutcome {
  /** Undefined where nothing was proposed. */
  readonly drafter: string | undefined;
  readonly drafted: number;
  readonly accepted: number;
  readonly forwardMs: number;
}

/**
 * The autoregressive loop with speculative decoding (Leviathan et al. 2023; Chen et al. 2023): one forward verifies a
 * whole draft, and gives a token of the model's own behind the last accepted one. So every forward gives at least one
 * token, and at most as many as drafted and one more. Greedy and pointed-at drafts give the same tokens as `decode`;
 * with drawn drafts the tokens have the same distribution.
 *
 * @param logits the row after the prompt's last token.
 * @param now a clock in milliseconds, for `learn`.
 * @yields each token of the answer. The cache holds no rejected token afterwards, however the loop ends.
 */
export async function* speculate(
  model: LanguageModel,
  logits: Float32Array,
  { sampler, top, ...rules }: Decoding,
  speculation: Speculation,
  now: () => number,
): AsyncGenerator<Token, Stop> {
  const answer = new Answer(rules);
  let rows = logits;
  let proposal: Proposal | undefined;
  /** Of the last forward; undefined where the rows came without one. */
  let forwardMs: number | undefined;
  /** How many tokens of the cache are not in doubt. */
  let sure = model.tokens.length;
  try {
    for (;;) {
      const drafted = proposal?.tokens ?? [];
      let pending = -1;
      for (let i = 0; i <= drafted.length; i++) {
        const allowed = answer.allowed();
        const dead = answer.dead(allowed);
        if (dead) return dead;
        const row = rows.subarray(i * model.vocabSize, (i + 1) * model.vocabSize);
        const place = { history: { tokens: model.tokens, length: sure }, allowed, top };
        const draft = drafted[i];
        const pick =
          draft === undefined
            ? sampler.pick(row, place)
            : sampler.verify(row, place, { id: draft, distribution: proposal!.distributions?.[i] });
        const isAccepted = pick.id === draft;
        const { token, stop } = answer.take(pick, isAccepted ? proposal!.drafter : undefined);
        if (token) yield token;
        if (stop) {
          learn(i + (isAccepted ? 1 : 0));
          return stop;
        }
        if (isAccepted) {
          sure++;
          continue;
        }
        learn(i);
        pending = pick.id;
        break;
      }
      model.truncate(sure);
      const room = model.contextLength - sure - 1;
      if (room < 0) return answer.ended('context');
      const recalled = speculation.isDrawing ? undefined : model.tryCached(pending);
      if (recalled) {
        rows = recalled;
        proposal = undefined;
        forwardMs = undefined;
        sure++;
        continue;
      }
      const known = [...model.tokens, pending];
      // Where only a few tokens may come, a drafter that does not know which is mostly wrong.
      const isFree = answer.allowed()?.kind !== 'only';
      proposal = room > 0 && isFree ? clipped(await speculation.propose(known, room), room) : undefined;
      const fed = [pending, ...(proposal?.tokens ?? [])];
      const startMs = now();
      rows = await model.forward(fed, fed.length);
      forwardMs = now() - startMs;
      sure++;
    }
  } finally {
    model.truncate(sure);
  }

  function learn(accepted: number): void {
    if (forwardMs === undefined) return;
    const { drafter, tokens = [] } = proposal ?? {};
    speculation.learn({ drafter, drafted: tokens.length, accepted, forwardMs });
  }
}

/** At most `room` tokens of a proposal: a drafter may give more than it was asked for. */
function clipped(proposal: Proposal | undefined, room: number): Proposal | undefined {
  return proposal && proposal.tokens.length > room ? { ...proposal, tokens: proposal.tokens.slice(0, room) } : proposal;
}
