import { describe, expect, it } from 'vitest';
import { dropUnterminatedStrings, endWithComment } from '../../../../../src/core/suggest/rules/commentsAndStrings.js';
import { accept, whole } from '../../../support/rules.js';

describe('endWithComment', () => {
  it.each([
    ['a.ts', '// Adds ‸', 'two.\nfunction add() {', '// Adds two.‸'],
    ['a.ts', '  // Adds ‸', 'two\n  // numbers.\n\n  add();', '  // Adds two\n  // numbers.‸'],
    ['a.ts', '  // Adds ‸', 'two.\n  /* c */', '  // Adds two.‸'],
    ['a.rs', '/// Adds ‸', 'two.\n///\n/// # Panics\n// never\nfn', '/// Adds two.\n///\n/// # Panics‸'],
    ['a.py', '# Adds ‸', 'two.\ndef add():', '# Adds two.‸'],
    ['a.sql', '-- Adds ‸', 'two.\nSELECT', '-- Adds two.‸'],
    ['a.ts', 'add(); // Adds ‸', 'two.\n// numbers', 'add(); // Adds two.‸'],
    ['a.ts', '/** Adds ‸', 'two. */\nfunction add() {', '/** Adds two. */‸'],
    ['a.ts', '/**\n * Adds ‸', 'two.\n *\n * @returns\n */\nfunction', '/**\n * Adds two.\n *\n * @returns\n */‸'],
    ['a.c', '/* a ‸', 'b */ int c;\nint d;', '/* a b */ int c;‸'],
    ['a.html', '<!-- a ‸', 'b -->\n<p>', '<!-- a b -->‸'],
    ['a.hs', '{- a ‸', 'b -}\nc = d', '{- a b -}‸'],
    ['a.lua', '--[[ a ‸', 'b ]]\nc()', '--[[ a b ]]‸'],
    ['a.rb', '=begin\na ‸', 'b\n=end\nc', '=begin\na b\n=end‸'],
    ['a.bat', 'rem a ‸', 'b\nrem c\ncd d', 'rem a b\nrem c‸'],
  ])('ends a suggestion in a comment with it: %s, %j and %j', (path, marked, suggestion, accepted) => {
    expect(accept(endWithComment, marked, suggestion, { path })).toBe(accepted);
  });

  it.each([
    ['a.ts', '// Adds ‸', 'two.'],
    ['a.ts', '/**\n * Adds ‸', 'two.\n *'],
    ['a.ts', 'if (a) {‸', ' // b\n  c();'],
    ['a.ts', 'x = "// ‸', 'a";\nfoo();'],
    ['a.py', '"""Adds ‸', 'two."""\n    return 1'],
    ['a.xyz', '// Adds ‸', 'two.\nadd'],
  ])('keeps other suggestions: %s, %j and %j', (path, marked, suggestion) => {
    expect(accept(endWithComment, marked, suggestion, { path })).toBe(whole(marked, suggestion));
  });
});

describe('dropUnterminatedStrings', () => {
  it.each([
    ['a.ts', "x = '‸", 'the Internet connection'],
    ['a.ts', 'x = ‸', '"abc'],
    ['a.ts', 'x = ‸', '"abc\\"'],
    ['a.ts', 'url: "https://a.b/READ‸', 'ME.md#c): Generate d.'],
    ['a.ts', 'x = f(`${a}`, ‸', '"b'],
    ['a.py', "x = f'{‸", "a['b]}'"],
    ['a.java', 'x = "‸', 'a");'.replace('"', '')],
    ['a.go', 'x := "‸', 'a`'],
  ])('drops a line that ends in a string: %s, %j and %j', (path, marked, suggestion) => {
    expect(accept(dropUnterminatedStrings, marked, suggestion, { path })).toBe('nothing');
  });

  it('drops the lines after it, too', () => {
    expect(accept(dropUnterminatedStrings, 'if (a) {‸', '\n  b();\n  c("d);\n  e();')).toBe('if (a) {\n  b();‸');
  });

  it.each([
    ['a.ts', "x = '‸", "abc';"],
    ['a.ts', 'x = ‸', "it's; // don't"],
    ['a.ts', 'x = ‸', '`abc'],
    ['a.ts', 'x = `‸', 'a\nb'],
    ['a.ts', 'x = ‸', '"abc \\\n  def"'],
    ['a.ts', 'x = `${‸', 'f("a")}`;'],
    ['a.tsx', '<p>Don‸', "'t</p>"],
    ['a.py', '"""‸', 'Doc'],
    ['a.rs', 'x = "‸', 'abc'],
    ['a.rs', 'fn f(x: &‸', "'a str)"],
    ['a.xyz', 'x = "‸', 'abc'],
  ])('keeps a line that does not: %s, %j and %j', (path, marked, suggestion) => {
    expect(accept(dropUnterminatedStrings, marked, suggestion, { path })).toBe(whole(marked, suggestion));
  });

  it('keeps a line whose string ends after the cursor', () => {
    expect(accept(dropUnterminatedStrings, 'f("‸")', 'abc')).toBe('f("abc‸")');
  });

  it.each(['limit', 'context', 'unsure'] as const)(
    'keeps an unterminated string when decoding stopped by %s',
    (stop) => {
      expect(accept(dropUnterminatedStrings, 'x = "‸', 'abc', { stop })).toBe('x = "abc‸');
    },
  );
});
