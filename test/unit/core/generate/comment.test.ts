import { describe, expect, it } from 'vitest';
import { languageOf } from '../../../../src/core/language/languageOf.js';
import { beginsWithComment, commentIn } from '../../../../src/core/generate/comment.js';

/** The line end after the comment as `‸` in the text, and the comment's indentation; the selection is in « ». */
function found(marked: string, path = 'a.ts'): readonly [string, string] | undefined {
  const [before, selected, after] = marked.split(/[«»]/) as [string, string, string];
  const comment = commentIn(before, selected, after, languageOf({ path }));
  if (!comment) return undefined;
  const end = before.length + comment.lineEnd;
  const text = before + selected + after;
  return [`${text.slice(0, end)}‸${text.slice(end)}`, comment.indentation];
}

describe('commentIn', () => {
  it.each([
    ['all of it', '«// Adds.»\nx', '// Adds.‸\nx', ''],
    ['a word of it', '  // Adds «two» numbers.\nx', '  // Adds two numbers.‸\nx', '  '],
    ['with its line end', '«  // Adds.\n»x', '  // Adds.‸\nx', '  '],
    ['the last of several', '«// One.\n  // Two.\n»', '// One.\n  // Two.‸\n', '  '],
    ['after code', '  «foo(); // Then bar.»\n', '  foo(); // Then bar.‸\n', '  '],
    ['the start of a long one', '  «/**\n   * Adds.»\n   */\nx', '  /**\n   * Adds.\n   */‸\nx', '  '],
    ['with code after it', '«// Adds.\nfoo();»\n', '// Adds.‸\nfoo();\n', ''],
    ['after a template', 'a = `${f({})}`;\n«// Adds.»', 'a = `${f({})}`;\n// Adds.‸', ''],
  ])('finds %s', (_, text, expected, indentation) => {
    expect(found(text)).toEqual([expected, indentation]);
  });

  it.each([
    ['code', 'foo(«bar»);'],
    ['a string that looks like one', 'x = «"// no"»;'],
    ['whitespace', '« »\n// Adds.'],
    ['a template with an address', 'x = `«https://a.b»`;'],
  ])('finds none in %s', (_, text) => {
    expect(found(text)).toBeUndefined();
  });

  it('depends on the language', () => {
    expect(found('«# Adds.»\n', 'a.py')).toEqual(['# Adds.‸\n', '']);
    expect(found('«# Adds.»\n', 'a.ts')).toBeUndefined();
    expect(found('«# Adds.»\n', 'a.unknown')).toBeUndefined();
  });
});

describe('beginsWithComment', () => {
  it.each([
    ['', undefined],
    ['  \n', undefined],
    ['/', undefined],
    ['  //', true],
    ['\n/* a', true],
    ['/x/', false],
    ['# a', false],
    ['x // a', false],
  ])('decides for %j: %s', (text, expected) => {
    expect(beginsWithComment(text, languageOf({ path: 'a.ts' }))).toBe(expected);
  });

  it('is false when the language is not known', () => {
    expect(beginsWithComment('// a', undefined)).toBe(false);
  });
});
