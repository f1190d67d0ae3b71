import type { Language } from './language.js';

const brace = /(?:\{|=>)$/;
/** A comment after code, in any language with braces or hashes. */
const trailingComment = /\s(?:\/\/|#)\s/;

/** Whether a line opens a block. */
export function opensBlock(line: string, language: Language): boolean {
  const comment = line.search(trailingComment);
  const code = (comment < 0 ? line : line.slice(0, comment)).trimEnd();
  return brace.test(code) || language.blockOpener?.test(code) === true;
}
