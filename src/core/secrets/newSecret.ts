import type { TextAroundCursor } from '../suggest/cursorContext.js';
import { findSecrets } from './findSecrets.js';

/** A secret is recognized by the text near it on its line; more of a long line only takes time. */
const maxLineCharacters = 2000;

/**
 * Finds the first line of a suggestion that, together with the typed text before it, contains a credential that the
 * document does not contain.
 *
 * @returns the offset of that line in the suggestion, 0 for its first one; undefined if there is none.
 */
export function newSecretLine(
  text: string,
  { prefix, suffix }: Pick<TextAroundCursor, 'prefix' | 'suffix'>,
): number | undefined {
  const typed = prefix.slice(Math.max(prefix.lastIndexOf('\n') + 1, prefix.length - maxLineCharacters));
  const rest = /^[^\n]*/.exec(suffix)![0].slice(0, maxLineCharacters);
  const joined = typed + text + rest;
  const end = typed.length + text.length;
  const isNew = (value: string): boolean => !prefix.includes(value) && !suffix.includes(value);
  const secret = findSecrets(joined).find(
    ({ from, to }) => from < end && to > typed.length && isNew(joined.slice(from, to)),
  );
  if (!secret) return undefined;
  return text.slice(0, Math.max(0, secret.from - typed.length)).lastIndexOf('\n') + 1;
}
