/** Codes of the characters that the scanner distinguishes, the same in UTF-8 and in UTF-16. */
export const ascii = {
  tab: 0x09,
  newline: 0x0a,
  space: 0x20,
  doubleQuote: 0x22,
  hash: 0x23,
  /** Among brackets the opener of a template's code, `${` or `#{`. */
  dollar: 0x24,
  apostrophe: 0x27,
  closingRound: 0x29,
  star: 0x2a,
  dash: 0x2d,
  slash: 0x2f,
  semicolon: 0x3b,
  equals: 0x3d,
  greater: 0x3e,
  openingSquare: 0x5b,
  backslash: 0x5c,
  closingSquare: 0x5d,
  backquote: 0x60,
  openingBrace: 0x7b,
  closingBrace: 0x7d,
  /** The first code beyond ASCII. */
  end: 0x80,
} as const;
