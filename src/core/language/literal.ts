import { ascii } from './ascii.js';

/** Form of a string or a regular expression: its quote's ASCII code and some of these bits. */
export const form = {
  quote: 0x7f,
  /** Three quotes begin it, and three end it. */
  long: 0x80,
  multiline: 0x100,
  /** A backslash is a character like any other. */
  raw: 0x200,
  /** `${` interrupts it. */
  template: 0x400,
  /** A quote between `[` and `]` does not end it. */
  regex: 0x800,
  /** Not known yet: its quote may come in threes. */
  perhapsLong: 0x1000,
  /** `#{` interrupts it. */
  hashTemplate: 0x2000,
} as const;

/** Progress in a literal: 0 at its start, or the reason why it is left. */
export const literal = { escaped: 1, begun: 2, nearlyDone: 3, closed: -1, broken: -2, interrupted: -3 } as const;

/** `begun` is inside of `[…]`, and `nearlyDone` after a backslash there. */
function scanRegex(progress: number, isQuote: boolean, code: number): number {
  if (progress === literal.nearlyDone) return literal.begun;
  if (code === ascii.newline) return literal.broken;
  if (code === ascii.backslash) return progress === literal.begun ? literal.nearlyDone : literal.escaped;
  if (code === ascii.openingSquare) return literal.begun;
  if (code === ascii.closingSquare) return 0;
  return isQuote && progress === 0 ? literal.closed : progress;
}

/** Reads a character of a literal of a form. @returns the progress after it, see `literal`. */
export function scanLiteral(written: number, progress: number, code: number): number {
  if (progress === literal.escaped) return 0;
  const isQuote = code === (written & form.quote);
  if (written & form.regex) return scanRegex(progress, isQuote, code);
  if (code === ascii.backslash && !(written & form.raw)) return literal.escaped;
  if (written & form.long) {
    if (!isQuote) return 0;
    return progress === literal.nearlyDone ? literal.closed : progress + (progress === 0 ? 2 : 1);
  }
  if (isQuote) return literal.closed;
  if (code === ascii.newline && !(written & form.multiline)) return literal.broken;
  if (!(written & (form.template | form.hashTemplate))) return 0;
  if (code === ascii.openingBrace && progress === literal.begun) return literal.interrupted;
  return code === (written & form.template ? ascii.dollar : ascii.hash) ? literal.begun : 0;
}
