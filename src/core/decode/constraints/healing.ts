import type { Vocabulary } from '../../model/vocabulary.js';

/** A prompt without its last, half-typed piece, and that piece. */
interface Healed {
  /** The tokens before the piece. */
  readonly tokens: readonly number[];
  /** The bytes that decoding has to spell first (`mustBeginWith`) and that are not part of the answer. */
  readonly piece: Uint8Array;
}

/**
 * A word, a run of punctuation or a run of whitespace at the end, with the one space that tokenizers join to the front.
 * Indentation is excluded: the editor has put it there, and a longer token would only push the line to the right.
 */
// eslint-disable-next-line regexp/no-super-linear-move -- It is given at most `maxPieceLength` + 1 characters.
const lastPiece = /(?:(?<=\S) )?(?:[\p{L}\p{M}\p{N}_]+|[^\s\p{L}\p{M}\p{N}_]+)$|(?<=\S)[ \t]+$/u;

/** Longer runs are not words but data, or a minified line. Spelling them again would cost more than it improves. */
const maxPieceLength = 64;

/** The piece at a text's end that is taken off; '' for none. */
export function lastPieceOf(text: string): string {
  const piece = lastPiece.exec(text.slice(-maxPieceLength - 1))?.[0] ?? '';
  return piece.length > maxPieceLength ? '' : piece;
}

const utf8 = new TextEncoder();

/**
 * Token healing (as in Lundberg's `guidance`, 2023). A cursor inside a word leaves a token at the prompt's end that
 * training hardly ever saw there; so the piece of a word, punctuation or whitespace before the cursor is taken off, and
 * the first tokens are constrained to spell it. While a word is typed the remaining tokens stay the same, and so does
 * the cache.
 *
 * Only whole tokens are taken off: where a token holds more than the piece, all of it becomes the piece.
 *
 * @param text the text that `tokens` spells.
 */
export function heal(text: string, tokens: readonly number[], vocabulary: Vocabulary): Healed {
  const wanted = utf8.encode(lastPieceOf(text)).length;
  let kept = tokens.length;
  let length = 0;
  while (length < wanted && kept > 0) length += vocabulary.bytes(tokens[--kept]!).length;
  const piece = new Uint8Array(length);
  let end = 0;
  for (const id of tokens.slice(kept)) {
    piece.set(vocabulary.bytes(id), end);
    end += vocabulary.bytes(id).length;
  }
  return { tokens: tokens.slice(0, kept), piece };
}
