import { findAssignments } from './assignments.js';
import { findPrefixed, findSent } from './formats.js';
import { findPrivateKeys } from './privateKeys.js';
import { looksRandom, surpriseOf } from './randomness.js';
import { joinSpans, longRuns, type TextSpan } from './textSpans.js';

/** Random text as long as a key hardly ever looks more like words: one in hundreds without a digit. */
const minRunSurprise = 0.35;
const mayBeKey = (run: string): boolean => /\d/.test(run) || surpriseOf(run) >= minRunSurprise;

const randomRun = /[A-Za-z0-9+/_-]{20,}={0,2}/g;
function findRandom(text: string): TextSpan[] {
  const spans: TextSpan[] = [];
  for (const { 0: match, index } of text.matchAll(randomRun)) {
    if (looksRandom(match)) spans.push({ from: index, to: index + match.length });
    else if (match.includes('/')) spans.push(...randomParts(match, index));
  }
  return spans;
}

/** Random parts of a path, such as a hash. */
function randomParts(path: string, start: number): TextSpan[] {
  let from = start;
  return path.split('/').flatMap((part) => {
    const span = { from, to: from + part.length };
    from = span.to + 1;
    return looksRandom(part) ? span : [];
  });
}

/**
 * Finds the parts of a text that look like credentials: keys of known formats, private keys, passwords in addresses and
 * assignments, and random text of 20 characters or more. Hashes and encoded data count as well: they are no loss in a
 * suggestion, and a key can look the same.
 *
 * @param text with `\n` line ends.
 * @returns spans in ascending order, none of which touch.
 */
export function findSecrets(text: string): TextSpan[] {
  const inRuns = longRuns(text).flatMap(({ from, to }) => {
    const run = text.slice(from, to);
    if (!mayBeKey(run)) return [];
    return [...findPrefixed(run), ...findRandom(run)].map((span) => ({ from: from + span.from, to: from + span.to }));
  });
  return joinSpans([...inRuns, ...findSent(text), ...findPrivateKeys(text), ...findAssignments(text)]);
}

/**
 * The parts of a text between the credentials in it; the text itself where there are none.
 *
 * @param text with `\n` line ends.
 */
export function partsWithoutSecrets(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const secret of findSecrets(text)) {
    parts.push(text.slice(from, secret.from));
    from = secret.to;
  }
  return [...parts, text.slice(from)];
}
