import { describe, expect, it } from 'vitest';
import { languageOf } from '../../../../../src/core/language/languageOf.js';
import { atBlockEnd } from '../../../../../src/core/decode/stops/blockEnd.js';
import { atCursor } from '../../../support/cursor.js';

/** The text decoded after ‸, with a bar where the block ends; without a bar it continues. */
function block(path: string, marked: string): string {
  const { prefix, suffix: text } = atCursor(marked);
  const stop = atBlockEnd(prefix, languageOf({ path }))({ text, added: 0, count: 1 });
  if (!stop) return `${prefix}‸${text}`;
  return `${prefix}‸${text.slice(0, stop.keep)}|${text.slice(stop.keep)}`;
}

type Case = readonly [what: string, marked: string];

/** The bar in `marked` says where the block ends; without one it continues. */
function expectBlock(path: string, marked: string): void {
  expect(block(path, marked.replace('|', ''))).toBe(marked);
}

describe('atBlockEnd in Python', () => {
  it.each<Case>([
    ['continues with the `else` of its `if`', 'if a:‸\n    b()\nelse:\n    c()'],
    ['ends after it', 'if a:‸\n    b()\nelse:\n    c()|\nd()'],
    ['continues over `elif` to `else`', '  if a:‸\n    b()\n  elif c:\n    d()\n  else:\n    e()|\n  g'],
    ['continues with `else` after a loop', 'for a in b:‸\n    c\nelse:\n    d|\ne'],
    ['continues with `except`, `else` and `finally`', 'try:‸\n  a\nexcept B:\n  c\nelse:\n  d\nfinally:\n  e|\nf'],
    ['continues from the clause that the cursor is in', 'try:\n    a\nexcept B:‸\n    c\nfinally:\n    d|\ne'],
    ['ends at a second `else`', 'if a:‸\n  b\nelse:\n  c|\nelse:\n  d'],
    ['ends at an `else` that is none of its own', 'with a:‸\n    b|\nelse:'],
    ['ends at an `else` further left', 'if a:\n  if b:‸\n    c|\nelse:'],
    ['waits for a word that may become `else`', 'if a:‸\n    b\nel'],
    ['ends at a word that begins like one', 'if a:‸\n    b|\nelse_case()'],
    ['ends at a word that cannot become one', 'if a:‸\n    b|\nex'],
    ['ends at the next `case`', '  case 1:‸\n    a|\n  case 2:'],
    ['continues after a comment after the colon', 'def f(‸\n    a,\n):  # why\n    return a|\nb'],
    ['continues with what is decorated', '@a.b("c")‸\n@d\ndef f():\n    return 1|\nx'],
    ['continues after a decorator of several lines', '@a‸(\n    "b",\n)\ndef f():\n    return 1|\nx'],
    ['ends with the decorator that it began in', '@a(‸\n    "b",\n)|\ndef f():\n    return 1'],
    ['ends with that decorator on its line', '@a(‸"b")|\ndef f():\n    return 1'],
    ['ends with a paragraph of a docstring', '"""\n    a:‸\n        b|\n    c'],
    ['continues in a string that it began', 'a = """‸\nb\n"""|\nc'],
    ['continues in a string that is not indented', 'def f():‸\n    a = """\nb\n"""\n    c|\nd'],
    ['continues in a docstring with a bracket', 'def f():‸\n    """\n) a (\n    """\n    c|\nd'],
    ['continues in open brackets', 'if a:‸\n    b = f(\n0, "c")\n    d|\ng'],
    [
      'continues with a statement after the brackets of a condition',
      'if (a and‸\n    b):\n    c = {\n    }\n    d|\ng',
    ],
  ])('%s', (_, marked) => {
    expectBlock('a/b.py', marked);
  });
});

describe('atBlockEnd in TypeScript', () => {
  it.each<Case>([
    ['continues after `} else {` with a comment', '  if (a) {‸\n    b();\n  } else { // c\n    d();\n'],
    ['continues after `} else {` with another one', '  if (a) {‸\n    b();\n  } else { /* c */\n    d();\n  }|\n'],
    ['ends after a closer with a comment that opens', '  if (a) {‸\n    b();\n  } // else {|\n  c'],
    ['continues with an `else` without braces', 'if (a)‸\n  b();\nelse\n  c();|\nd();'],
    ['continues over brackets in strings', 'f({‸\n  a: ")}",\n});|\n'],
    ['continues in a template that is not indented', 'if (a) {‸\n  b(`\nc\n}\n`);\n}|\n'],
    ['continues with code in a template', 'f(`${‸\n  a\n}`, {\n});|\n'],
    ['continues in a comment that is not indented', 'if (a) {‸\n/*\nb\n*/\n}|\nc'],
    ['continues with a label in its braces', 'switch (a) {‸\ncase 1:\n  b();\n}|\nc'],
    ['ends with the bracket that its line opened', '  const a = f(b,‸\n    { c: 1 });|\n    d'],
    ['continues where that bracket was a condition', '  if (a &&‸\n      b)\n    c();|\n  d();'],
    ['continues with a call after it', '  const a = f(b,‸\n    c)\n    .d();|\n  e'],
    ['ends where the line is over', '  f(a‸, b);|\n  c();'],
    ['continues with what is decorated', '  @A()‸\n  b(): void {\n    c();\n  }|\n  d'],
    ['ends where a word is no statement’s', '  constructor()‸\n    a();|\n  toString() {'],
    ['ends after what is decorated on its line', '  @A() b: string‸ = c;|\n  d: string;'],
  ])('%s', (_, marked) => {
    expectBlock('a.ts', marked);
  });

  it('reads the text before the cursor', () => {
    expectBlock('a.ts', 'const a = `\n  b ${c} ‸|\nd\n`;\n');
    expectBlock('a.ts', '/*\n"*/ switch (a) {‸\ncase 1:\n  b();\n}|\nc');
    expectBlock('a.ts', '/* it\'s */\nif (a) {‸\n  "\n}|\n');
  });

  it('ends before what closes a bracket around an empty line, whatever its indentation', () => {
    expectBlock('a.ts', 'f() {\n‸  a();|\n}\nb');
    expectBlock('a.ts', '  f()\n    {\n    ‸a({\n    });|\n    }\n');
  });
});

describe('atBlockEnd in other languages', () => {
  it.each<readonly [...Case, path: string]>([
    ['an `end` of its own depth', 'a do‸\n  b\nend|\nc', 'a.rb'],
    ['an `end` after `else`', '  if a‸\n    b\n  else\n    c\n  end|\n  d', 'a.rb'],
    ['a `done`', 'for a in b; do‸\n  c\ndone|\nd', 'a.sh'],
    ['a `case` in its braces', 'switch a {‸\ncase 1:\n\tb()\ndefault:\n\tc()\n}|\nd', 'a.go'],
    ['a parameter list and then a brace', 'int f(‸\n    int a\n)\n{\n    b;\n}|\nc', 'a.c'],
    ['a directive at the margin', '  if (a) {‸\n#if B\n    c();\n#endif\n  }|\n', 'a.cpp'],
    ['an attribute', '#[a(B)]‸\nstruct C {\n    d: E,\n}|\nf', 'a.rs'],
    ['a lifetime', "fn a<'b>(c: &'b D) {‸\n    e('}');\n}|\nf", 'a.rs'],
  ])('continues over %s', (_, marked, path) => {
    expectBlock(path, marked);
  });
});
