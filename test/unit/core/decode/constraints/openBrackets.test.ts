import { describe, expect, it } from 'vitest';
import { BracketTokens } from '../../../../../src/core/decode/constraints/bracketTokens.js';
import { openBrackets } from '../../../../../src/core/decode/constraints/openBrackets.js';
import type { Constraint } from '../../../../../src/core/decode/constraints/constraint.js';
import { bytesOf } from '../../../support/bytes.js';
import { atCursor } from '../../../support/cursor.js';
import { bytesAnd, vocabularyOf } from '../../../support/vocabularies.js';

const { vocabulary, encode } = bytesAnd(');', '])', '})', '() =>', '")', ');\n}');
const tokens = new BracketTokens(vocabulary);

function constraintAt(marked: string, path?: string, piece = ''): Constraint {
  const { prefix, suffix } = atCursor(marked);
  return openBrackets(tokens, { prefix, suffix, path, piece: bytesOf(piece) });
}

const isAllowed = (constraint: Constraint, token: string): boolean => {
  const [id, ...more] = encode(token);
  if (id === undefined || more.length > 0) throw new Error(`${token} is no token`);
  const allowed = constraint.allowed();
  return !allowed || (allowed.kind === 'except') === !allowed.ids.includes(id);
};

/** The closers that are allowed at the cursor after some text was decoded there. */
function closingBrackets(path: string | undefined, marked: string, text = ''): string {
  const constraint = constraintAt(marked, path);
  for (const id of encode(text)) expect(constraint.accept(id)).toBeUndefined();
  return [')', ']', '}'].filter((closer) => isAllowed(constraint, closer)).join('');
}

/** The part of a one-token text that is left, with a bar where the suffix takes over. */
function taken(marked: string, token: string, piece = ''): string {
  const constraint = constraintAt(marked, 'a.ts', piece);
  if (!isAllowed(constraint, token)) return 'forbidden';
  const end = constraint.accept(encode(token)[0]!);
  return end === undefined ? token : `${token.slice(0, end)}|`;
}

describe('openBrackets', () => {
  it.each([
    ['a‸', ''],
    ['f(‸', ')'],
    ['f(a[‸', ']'],
    ['f(a[0]‸', ')'],
    ['if (a) {\n‸', '}'],
    // Those that the suffix closes may not be closed, unless it begins so.
    ['if (a) {\n  b‸;\n}', ''],
    ['if (a) {\n  f(b‸\n  c\n}', ')'],
    ['f(a‸, b)', ''],
    ['f(g(a‸, b)', ')'],
    ['f(g(a‸), b)', ')'],
    ['f(g(a‸)\n', ')'],
    ['f(a‸)', ')'],
    ['f(a‸ )', ')'],
    ['if (a) {\n  b;\n‸\n}', '}'],
    ['f([a‸]);', ']'],
    ['f([a‸);', ']'],
    // Those in strings and comments count neither before nor after.
    ['f("("‸', ')'],
    ['"(" // (\n‸', ''],
    ['f(a‸ // )\n', ')'],
    ['f(a‸\n")"', ')'],
    // A comment or string has no limits.
    ['// ‸', ')]}'],
    ['"‸', ')]}'],
    ['`‸', ')]}'],
    ['`${‸', '}'],
    ['`${f(‸', ')'],
    ['`${a‸} (`', '}'],
    ['f(`${a‸} (`', '}'],
    ['/‸', ')]}'],
  ])('allows in %j: %j', (marked, expected) => {
    expect(closingBrackets('a.ts', marked)).toBe(expected);
  });

  it.each([
    ['f‸', '(', ')'],
    ['f‸', '({', '}'],
    ['f‸', '(a)', ''],
    ['f(‸', 'a)', ''],
    ['f(‸)', 'a[', ']'],
    ['f(‸, b)', 'a(', ')'],
    ['f(‸, b)', 'a()', ''],
    ['f(‸', '"', ')]}'],
    ['f(‸', '"a"', ')'],
    ['f("‸', '"', ')'],
    ['f("‸', 'a', ')]}'],
    ['f(‸', '`${', '}'],
    ['f(‸', '`${a}', ')]}'],
    ['f(‸', '`${a}`', ')'],
    ['f(‸', '// a', ')]}'],
    ['f(‸', '// a\n', ')'],
    ['f(‸', '/[', ')]}'],
    ['f(‸', 'a / b', ')'],
  ])('allows in %j after %j: %j', (marked, text, expected) => {
    expect(closingBrackets('a.ts', marked, text)).toBe(expected);
  });

  it('depends on the language', () => {
    expect(closingBrackets('a.py', 'f(# ‸')).toBe(')]}');
    expect(closingBrackets('a.ts', 'f(# ‸')).toBe(')');
    expect(closingBrackets('a.py', 'f("""a\n‸')).toBe(')]}');
    expect(closingBrackets('a.ts', 'f("""a\n‸')).toBe(')');
    expect(closingBrackets('a.rs', "f(&'a ‸")).toBe(')');
  });

  it('allows everything in an unknown language', () => {
    for (const path of [undefined, 'a', 'a.md', 'a.unknown']) expect(closingBrackets(path, 'a‸')).toBe(')]}');
  });
});

describe('openBrackets when it is in doubt what is open', () => {
  it.each([
    // The kinds do not fit: all that is open may be closed.
    ['{ f(‸]', ')'],
    ['{ (‸\n ]}', ')'],
    // As many closers as openers, but one of another kind.
    ['f([‸\n)}', ']'],
    // The suffix is tangled itself.
    ['f(‸ [)] )', ')'],
    // The prefix is: then no limits at all.
    ['f(] ‸', ')]}'],
    // The suffix ends the string that the cursor is in.
    ['f("‸")', ')]}'],
  ])('allows in %j: %j', (marked, expected) => {
    expect(closingBrackets('a.ts', marked)).toBe(expected);
  });

  it('allows everything open to be closed when the suffix ends the string that the answer left', () => {
    expect(closingBrackets('a.ts', 'f("‸")', '"')).toBe(')');
    expect(closingBrackets('a.ts', 'f(`\n‸\n`)', '`')).toBe(')');
    expect(closingBrackets('a.ts', 'f("‸\n)', '"')).toBe(')');
    expect(closingBrackets('a.ts', 'f("‸\n a)', '"')).toBe('');
  });
});

describe('openBrackets with a prefix that starts in the middle of a file', () => {
  it.each([
    // The class around is closed by the suffix, the `if` is not.
    ['  f() {\n    if (a) {\n      b;‸\n    c;\n  }\n}', '}'],
    ['  f() {\n    if (a) {\n      b;‸ c\n    }\n  }\n}', ''],
    // Brackets that are open outside of the window are unknown, and the suffix does not close them.
    ['    a;\n  }\n‸', ')]}'],
    ['  a;\n‸', ')]}'],
    ['a;\n}\n‸', ')]}'],
    ['  a;\n  f(‸', ')'],
    ['  a;\n  b‸\n}\n', '}'],
    ['  a;\n  b‸ c\n}\n', ''],
  ])('allows in %j: %j', (marked, expected) => {
    expect(closingBrackets('a.ts', marked)).toBe(expected);
  });
});

describe('openBrackets at the suffix’s closer', () => {
  it.each([
    ['f(a‸)', ')', '|'],
    ['f(a‸ )', ')', '|'],
    ['f(a‸\n)', ')', '|'],
    ['f(a‸)', ');', '|'],
    ['f(g(a‸)', ');', ');'],
    ['f([a‸)', '])', ']|'],
    ['f([a‸);', '])', ']|'],
    ['f({ a‸)', '})', '}|'],
    ['f([a‸)', '})', 'forbidden'],
    ['f(a‸, b)', ')', 'forbidden'],
    ['f("a‸\n)', '")', '"|'],
    ['{ f(a‸\n}', ');\n}', ');\n|'],
    ['{ f(a‸, b)\n}', ');\n}', 'forbidden'],
    ['{ f(a‸\nb\n}', ');\n}', 'forbidden'],
    ['f(‸)', '() =>', '() =>'],
  ])('ends %j with %j: %j', (marked, token, expected) => {
    expect(taken(marked, token)).toBe(expected);
  });

  it('ignores what was typed and is spelled again', () => {
    expect(taken('f(a)‸)', ');', ')')).toBe(');');
    expect(taken('f([a]‸);', '])', ']')).toBe(']|');
    expect(taken('f([a]‸, b);', '])', ']')).toBe('forbidden');
    expect(taken('f("‸', '")', '"')).toBe('")');
    expect(taken('f("‸', ')', '"')).toBe(')');
  });

  it('counts a piece that takes several tokens', () => {
    const constraint = constraintAt('f([a]‸, b', 'a.ts', 'a]');
    expect(constraint.accept(encode('a')[0]!)).toBeUndefined();
    expect(isAllowed(constraint, ']')).toBe(true);
    expect(isAllowed(constraint, '])')).toBe(true);
    expect(constraint.accept(encode('])')[0]!)).toBeUndefined();
    expect(isAllowed(constraint, ')')).toBe(false);
  });
});

it('allows something in a vocabulary of closers', () => {
  const closing = new BracketTokens(vocabularyOf(')', ']'));
  expect(openBrackets(closing, { prefix: '', suffix: '', path: 'a.ts' }).allowed()).toBeUndefined();
  const constraint = openBrackets(closing, { prefix: 'f(', suffix: '', path: 'a.ts' });
  expect(constraint.accept(1)).toBeUndefined();
  expect(constraint.allowed()).toEqual({ kind: 'except', ids: Int32Array.of(1) });
});
