import type { TextSpan } from './textSpans.js';

const begin = /-----BEGIN (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----/g;
const end = /-----END [A-Z0-9 ]{0,100}-----/y;

/** Text around the lines of a key in source code: quotes, escaped line ends, comment characters. */
const decoration = /\\[nrt]|[\s"'`,;*#|>\\]/g;
const header = /^[\s"'`*#|>]*[A-Za-z][A-Za-z-]{1,30}: /;

/** Shorter text between the markers is the name of a variable. */
const minBody = 16;

/** The end of the body that begins at an offset, and the length of its longest line. */
function bodyAt(text: string, from: number): { readonly to: number; readonly longest: number } {
  const dashes = text.indexOf('-----', from);
  const lines = text.slice(from, dashes < 0 ? text.length : dashes).split('\n');
  let [at, to, longest] = [from, from, 0];
  for (const line of lines) {
    const own = line.replace(decoration, '');
    if (!/^[A-Za-z0-9+/=()]*$/.test(own) && !header.test(line)) return { to, longest };
    if (own !== '') to = at + line.length;
    longest = Math.max(longest, own.length);
    at += line.length + 1;
  }
  end.lastIndex = dashes;
  return { to: end.test(text) ? end.lastIndex : to, longest };
}

/** Finds private keys in PEM, also as strings of a program; not where a program only names the markers. */
export function findPrivateKeys(text: string): TextSpan[] {
  const spans: TextSpan[] = [];
  for (const { 0: mark, index } of text.matchAll(begin)) {
    const { to, longest } = bodyAt(text, index + mark.length);
    if (longest >= minBody) spans.push({ from: index, to });
  }
  return spans;
}
