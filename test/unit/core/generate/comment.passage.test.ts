import { describe, expect, it } from 'vitest';
import { languageOf } from '../../../../src/core/language/languageOf.js';
import { passageEnd } from '../../../../src/core/generate/comment.js';

/** The part of a text that belongs to the passage; undefined while it continues. */
function passage(prefix: string, text: string, path = 'a.ts'): string | undefined {
  const end = passageEnd(prefix, text, languageOf({ path }));
  return end === undefined ? undefined : text.slice(0, end);
}

describe('passageEnd', () => {
  it.each([
    ['before the next function', '// f\n', 'function f() {}\n\nfunction g', 'function f() {}'],
    ['at the first of several empty lines', '// f\n', 'f();\n\n\ng', 'f();'],
    ['as deep as its place', '{\n  // f\n  ', 'f();\n\n  g', 'f();'],
    ['before what is less deep', '{\n  // f\n  ', 'f();\n\n}', 'f();'],
    ['not at a empty line before code', '// f\n', '\nf();\n\ng', '\nf();'],
  ])('ends %s', (_, prefix, text, expected) => {
    expect(passage(prefix, text)).toBe(expected);
  });

  it.each([
    ['inside brackets', '// f\n', 'function f() {\n  a;\n\n  b;\n\n'],
    ['inside brackets, however little indented', '// f\n', 'f(\n\na'],
    ['in a string', '// f\n', 'x = `a\n\nb'],
    ['before anything follows', '// f\n', 'f();\n\n  '],
    ['before what is deeper', '// f\n', 'f\n\n  .g'],
  ])('does not end %s', (_, prefix, text) => {
    expect(passage(prefix, text)).toBeUndefined();
  });

  it('depends on indentation in Python', () => {
    expect(passage('# f\n', 'def f():\n    a\n\n    b\n\nx', 'a.py')).toBe('def f():\n    a\n\n    b');
  });
});
