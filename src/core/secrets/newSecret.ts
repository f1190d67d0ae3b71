import { findSecrets } from './findSecrets.js';

/** A secret is recognised by what is near it on its line; more of a long line only takes time. */
const maxLineCharacters = 2000;

/** The text around a cursor, with `\n` line ends. */
interface CursorText {
  readonly prefix: string;
  readonly suffix: string;
}

/**
 * Where a suggestion, together with what is typed of its line, spells a credential that the document does not contain.
 *
 * @returns the start of that line in the suggestion, 0 for its first one; undefined if it spells none.
 */
export function newSecretLine(text: string, { prefix, suffix }: CursorText): number | undefined {
  const typed = prefix.slice(Math.max(prefix.lastIndexOf('\n') + 1, prefix.length - maxLineCharacters));
  const rest = /^[^\n]*/.exec(suffix)![0].slice(0, maxLineCharacters);
  const joined = typed + text + rest;
  const end = typed.length + text.length;
  const isNew = (secret: string): boolean => !prefix.includes(secret) && !suffix.includes(secret);
  const found = findSecrets(joined).find(
    ({ from, to }) => from < end && to > typed.length && isNew(joined.slice(from, to)),
  );
  if (!found) return undefined;
  return text.slice(0, Math.max(0, found.from - typed.length)).lastIndexOf('\n') + 1;
}
