/** Why decoding ended. */
export type StopReason =
  /** The model ended it: end of sequence, or another control token. */
  | 'end'
  | 'newline'
  /** The block at the cursor is complete. */
  | 'block'
  /** The text began to repeat itself. */
  | 'repetition'
  /** The token limit. */
  | 'limit'
  /** The model's context is full. */
  | 'context'
  | 'cancelled'
  /** No token fits the required start of the text. */
  | 'constraint'
  /** The text after the cursor takes over. */
  | 'suffix'
  /** No longer text could reach the threshold of automatic suggestions. */
  | 'unsure';

/** Whether a text ended by itself, and was not cut off. */
export const isOwnEnd = (reason: StopReason): boolean =>
  reason === 'newline' || reason === 'block' || reason === 'suffix' || reason === 'end';

/** The text so far, as a stop rule sees it after each token. */
export interface Progress {
  /** All text so far, without a healed piece. */
  readonly text: string;
  /** Start of the last token's own text in `text`. */
  readonly added: number;
  /** Number of tokens so far; those that only spell a healed piece do not count. */
  readonly count: number;
}

/** The result of a rule that ends decoding: the first `keep` characters of the text are the answer. */
export interface Stop {
  readonly reason: StopReason;
  readonly keep: number;
  /** ln p of the token that ended the text without being part of it, if one did. */
  readonly logprob?: number;
}

/** Checks the text after each token; undefined continues decoding. */
export type StopRule = (progress: Progress) => Stop | undefined;

/** Ends before the first newline. Some vocabularies have tokens such as `;⏎`, so the text decides, not the token. */
export const atNewline: StopRule = ({ text, added }) => {
  const newline = text.indexOf('\n', added);
  return newline < 0 ? undefined : { reason: 'newline', keep: newline };
};

/** Ends after `limit` tokens. */
export function atLimit(limit: number): StopRule {
  return ({ text, count }) => (count >= limit ? { reason: 'limit', keep: text.length } : undefined);
}

/** Ends as soon as `cancelled` returns true. */
export function whenCancelled(cancelled: () => boolean): StopRule {
  return ({ text }) => (cancelled() ? { reason: 'cancelled', keep: text.length } : undefined);
}
