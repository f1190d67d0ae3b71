import { describe, expect, it } from 'vitest';
import { isCompletable, restOfLine } from '../../../src/core/suggest/place.js';
import { atCursor } from '../support/cursor.js';

describe('restOfLine', () => {
  it.each([
    [');\nnext', ');'],
    [');\r\nnext', ');'],
    ['\nnext', ''],
    ['last', 'last'],
    ['', ''],
  ])('of %j is %j', (after, rest) => {
    expect(restOfLine(after)).toBe(rest);
  });
});

describe('ghost text may appear', () => {
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
    expect(isCompletable(atCursor(marked).after)).toBe(true);
  });
});

describe('ghost text may not appear', () => {
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
    expect(isCompletable(atCursor(marked).after)).toBe(false);
  });
});
