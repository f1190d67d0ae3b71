/** Why decoding ended. */
export type StopReason =
  /** The model ended it: end of sequence, or another control token. */
  | 'end'
  | 'newline'
  /** The block that the cursor stands in is over. */
  | 'block'
  /** The text began to repeat itself. */
  | 'repetition'
  /** The token limit. */
  | 'limit'
  /** The model's context is full. */
  | 'context'
  | 'cancelled'
  /** No token fits what the text has to begin with. */
  | 'constraint'
  /** What stands after the cursor takes over. */
  | 'suffix'
  /** Nothing longer could be shown unasked. */
  | 'unsure';

/** Whether a text came to an end of its own, and was not cut off. */
export const isOwnEnd = (reason: StopReason): boolean =>
  reason === 'newline' || reason === 'block' || reason === 'suffix' || reason === 'end';

/** The text so far, as a stop rule sees it after each token. */
export interface Progress {
  /** All text so far, without a healed piece. */
  readonly text: string;
  /** Where in `text` the last token's own text begins. */
  readonly added: number;
  /** Number of tokens so far; those that only spell a healed piece do not count. */
  readonly count: number;
}

/** A rule's verdict: decoding ends, and the first `keep` characters of the text are the answer. */
export interface Stop {
  readonly reason: StopReason;
  readonly keep: number;
}

/** Looks at the text after each token; undefined lets decoding go on. */
export type StopRule = (progress: Progress) => Stop | undefined;

/** Ends before the first newline. Some vocabularies have tokens such as `;⏎`, so the text is asked, not the token. */
export const atNewline: StopRule = ({ text, added }) => {
  const newline = text.indexOf('\n', added);
  return newline < 0 ? undefined : { reason: 'newline', keep: newline };
};

/** Ends after `limit` tokens. */
export function atLimit(limit: number): StopRule {
  return ({ text, count }) => (count >= limit ? { reason: 'limit', keep: text.length } : undefined);
}

/** Ends as soon as `cancelled` says so. */
export function whenCancelled(cancelled: () => boolean): StopRule {
  return ({ text }) => (cancelled() ? { reason: 'cancelled', keep: text.length } : undefined);
}
