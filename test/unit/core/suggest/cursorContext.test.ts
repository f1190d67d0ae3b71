import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../../../src/core/prompt/window.js';
import { isCompletable, promptTexts, restOfLine } from '../../../../src/core/suggest/cursorContext.js';
import { atCursor } from '../../support/cursor.js';

describe('restOfLine', () => {
  it.each([
    [');\nnext', ');'],
    [');\r\nnext', ');'],
    ['\nnext', ''],
    ['last', 'last'],
    ['', ''],
  ])('returns the rest of %j: %j', (after, rest) => {
    expect(restOfLine(after)).toBe(rest);
  });
});

describe('isCompletable accepts the cursor', () => {
  it.each([
    'x = ‸',
    'x = ‸\ny = 2;',
    'x = ‸   ',
    'foo(‸)',
    'foo(‸);',
    'foo(bar(‸)),',
    'foo([‸]);',
    'if (‸):',
    '{ a: ‸ }',
    "x = '‸'",
    'x = `${‸}`;',
    'Array<‸>',
    'foo(bar(‸) )',
    'f({ a: [‸ ] })',
    'foo(‸) ;',
    'if (‸) {',
    'if (‸){  ',
    'if ‸ {',
    'class A extends B<‸> {',
    '{ a: "‸", ',
    'x = ‸;\nword',
  ])('at %s', (marked) => {
    expect(isCompletable(atCursor(marked).suffix)).toBe(true);
  });
});

describe('isCompletable rejects the cursor', () => {
  it.each([
    'fo‸o',
    '‸x',
    '‸ä',
    '‸_a',
    '‸$a',
    '‸1',
    'x‸\u0301',
    'x = ‸ + 1',
    'foo(‸ + 1)',
    'foo(‸, b)',
    '(‸) => {',
    'foo(‸);;',
    'foo(‸): {',
    'if (‸) { a',
    'foo(‸).bar',
    'x = ‸; // why',
  ])('at %s', (marked) => {
    expect(isCompletable(atCursor(marked).suffix)).toBe(false);
  });
});

describe('isCompletable', () => {
  it('matches the pattern of closing brackets and one punctuation character', () => {
    const pattern = /^[\s)\]}>"'`]*[;,:{]?\s*$/;
    const unit = fc.constantFrom(' ', '\t', '\u00a0', ')', ']', '}', '>', '"', "'", '`', ';', ',', ':', '{', 'a', '(');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), (rest) => {
        expect(isCompletable(`${rest}\nnext`)).toBe(pattern.test(rest));
      }),
      { numRuns: 2000 },
    );
  });

  it('rejects a rest of the line that is longer than a window', () => {
    expect(isCompletable(' '.repeat(defaultLimits.rest))).toBe(true);
    expect(isCompletable(' '.repeat(defaultLimits.rest + 1))).toBe(false);
  });
});

describe('promptTexts', () => {
  it.each([
    ['foo(‸);\nbar', 'foo(|\nbar'],
    ['foo(‸)', 'foo(|'],
    ['x = ‸  \ny', 'x = |\ny'],
    ['fo‸o\nbar', 'fo|o\nbar'],
    ['x = ‸ + 1;\ny', 'x = | + 1;\ny'],
    ['if (‸) {\n}', 'if (|\n}'],
    ['(‸) => {\n}', '(|) => {\n}'],
  ])('omits closing brackets typed ahead: %j, %j', (marked, texts) => {
    const { prefix, suffix } = promptTexts(atCursor(marked));
    expect(`${prefix}|${suffix}`).toBe(texts);
  });
});
