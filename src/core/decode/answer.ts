import type { Constraint } from './constraints/constraint.js';
import type { History } from '../sampling/history.js';
import type { Inspection } from './inspection.js';
import type { ChosenToken } from '../sampling/sampler.js';
import type { Stop, StopReason, StopRule } from './stops/stop.js';
import { TextStream } from '../model/textStream.js';
import { isEmpty, type TokenSet } from '../model/tokenSet.js';
import type { Vocabulary } from '../model/vocabulary.js';

/** One token of the answer. */
export interface Token {
  readonly id: number;
  /** ln p(token | everything before it, and the constraint), see `Pick`. */
  readonly logprob: number;
  /** The text that the token completes: less than the token's own where it ends inside a character or was healed. */
  readonly text: string;
  /** The drafter that proposed it, if one did. */
  readonly drafter?: string;
  readonly inspection?: Inspection;
}

/** What an answer has to keep to, the same for every strategy. */
export interface AnswerRules {
  readonly vocabulary: Vocabulary;
  /** Asked in order after each token; the first verdict counts. */
  readonly stop: readonly StopRule[];
  /** Limits the next tokens, such as to the piece that healing took off. */
  readonly constraint?: Constraint;
  /** Bytes at the start that are no part of the answer: the length of that piece. */
  readonly skipBytes?: number;
  /**
   * Told each token that no stop rule ended at: whether nothing that goes on with it is wanted. It may remember what it
   * was told, so it is for answers of a single path.
   */
  readonly isHopeless?: (token: Token) => boolean;
}

/** What became of a token: part of the answer, and perhaps its last one. */
export interface AcceptedToken {
  /** Absent where the token only ended the answer. */
  readonly token?: Token;
  readonly stop?: Stop;
}

/** An answer as it grows, token by token: its text, what may come next, and when it is over. */
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

  /** The end of the answer where none of the allowed tokens exists. */
  dead(allowed: TokenSet | undefined): Stop | undefined {
    return allowed && isEmpty(allowed) ? this.ended('constraint') : undefined;
  }

  /** The end of the answer as it stands, for a reason that no rule knows of. */
  ended(reason: StopReason): Stop {
    return { reason, keep: this.text.length };
  }

  /** Appends a token, unless it says that the answer is over. */
  take({ id, logprob, inspection }: ChosenToken, drafter?: string): AcceptedToken {
    const { vocabulary } = this.rules;
    const bytes = vocabulary.bytes(id);
    // Control tokens spell nothing, and neither do the ids that pad a vocabulary to a round size.
    if (bytes.length === 0) return { stop: this.ended('end') };
    const end = this.constraint?.accept(id);
    if (end === 0) return { stop: this.ended('suffix') };

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
    const stop = this.verdict(added) ?? (end === undefined ? this.hopeless(token) : this.ended('suffix'));
    return stop ? { token, stop } : { token };
  }

  /** The same answer, to go on along another path. */
  fork(): Answer {
    const copy = new Answer(this.rules, this.constraint?.fork(), this.stream.fork());
    copy.text = this.text;
    copy.count = this.count;
    return copy;
  }

  private hopeless(token: Token): Stop | undefined {
    return this.rules.isHopeless?.(token) ? this.ended('unsure') : undefined;
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
