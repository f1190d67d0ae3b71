import type { Constraint } from './constraints/constraint.js';
import type { History, ChosenToken } from '../sampling/sampler.js';
import type { Inspection } from '../sampling/inspection.js';
import type { Stop, StopReason, StopRule } from './stops/stop.js';
import { TextStream } from '../model/textStream.js';
import { isEmpty, type TokenSet } from '../model/tokenSet.js';
import type { Vocabulary } from '../model/vocabulary.js';

/** One token of the answer. */
export interface Token {
  readonly id: number;
  /** ln p(token | everything before it, and the constraint), see `ChosenToken`. */
  readonly logprob: number;
  /** The text that the token completes: less than the token's own where it ends inside a character or was healed. */
  readonly text: string;
  /** Name of the drafter that proposed it, if one did. */
  readonly drafter?: string;
  readonly inspection?: Inspection;
}

/** A decoded text and its score. */
export interface DecodedText {
  readonly tokens: readonly Token[];
  readonly stop: Stop;
  /** Texts of one decoding are ranked by it, larger is better: the mean log-probability of a token, unless told else. */
  readonly score: number;
}

/** Rules that hold for an answer with every strategy. */
export interface AnswerRules {
  readonly vocabulary: Vocabulary;
  /** Applied in order after each token; the first stop wins. */
  readonly stop: readonly StopRule[];
  /** Limits the next tokens, for example to the piece that healing took off. */
  readonly constraint?: Constraint;
  /** Number of bytes at the start that are not part of the answer: the length of that piece. */
  readonly skipBytes?: number;
  /**
   * Checks, for each token that no stop rule ended at, whether no continuation can reach the threshold. It may keep
   * state, so it is for answers of a single path.
   */
  readonly isBelowThreshold?: (token: Token) => boolean;
}

/** The result of a token: part of the answer, and perhaps its end. */
interface AcceptedToken {
  /** Absent where the token only ended the answer. */
  readonly token?: Token;
  readonly stop?: Stop;
}

/** A growing answer: its text, the tokens that may come next, and its end. */
export class Answer {
  private text = '';
  private count = 0;

  constructor(
    private readonly rules: AnswerRules,
    private readonly constraint = rules.constraint,
    private readonly stream = new TextStream(rules.skipBytes),
  ) {}

  /** The tokens that may come next; undefined for all. */
  allowed(): TokenSet | undefined {
    return this.constraint?.allowed();
  }

  /** The end of the answer if the set of allowed tokens is empty. */
  noTokenAllowed(allowed: TokenSet | undefined): Stop | undefined {
    return allowed && isEmpty(allowed) ? this.stopAt('constraint') : undefined;
  }

  /** The end of the answer after its current text, for a reason that no rule knows. */
  stopAt(reason: StopReason): Stop {
    return { reason, keep: this.text.length };
  }

  /** Appends a token, unless the token ends the answer. */
  take({ id, logprob, inspection }: ChosenToken, drafter?: string): AcceptedToken {
    const { vocabulary } = this.rules;
    const bytes = vocabulary.bytes(id);
    // Control tokens have no text, and neither do the ids that pad a vocabulary to a round size.
    if (bytes.length === 0) return { stop: { ...this.stopAt('end'), logprob } };
    const end = this.constraint?.accept(id);
    if (end === 0) return { stop: { ...this.stopAt('suffix'), logprob } };

    if (bytes.length > this.stream.skipping) this.count++;
    const added = this.text.length;
    const piece = this.stream.push(bytes.subarray(0, end));
    this.text += piece;
    const token: Token = {
      id,
      logprob,
      text: piece,
      ...(drafter === undefined ? {} : { drafter }),
      ...(inspection ? { inspection } : {}),
    };
    const stop = this.verdict(added) ?? (end === undefined ? this.belowThreshold(token) : this.stopAt('suffix'));
    return stop ? { token, stop } : { token };
  }

  /** An independent copy, to continue along another path. */
  fork(): Answer {
    const copy = new Answer(this.rules, this.constraint?.fork(), this.stream.fork());
    copy.text = this.text;
    copy.count = this.count;
    return copy;
  }

  private belowThreshold(token: Token): Stop | undefined {
    return this.rules.isBelowThreshold?.(token) ? this.stopAt('unsure') : undefined;
  }

  private verdict(added: number): Stop | undefined {
    const { text, count } = this;
    for (const rule of this.rules.stop) {
      const stop = rule({ text, added, count });
      if (stop) return stop;
    }
    return undefined;
  }
}

/** The history of a model that has all tokens so far in its cache. */
export const historyOf = (tokens: readonly number[]): History => ({ tokens, length: tokens.length });
