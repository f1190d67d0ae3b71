import { describe, expect, it } from 'vitest';
import { loops } from '../../../../../src/core/suggest/rules/loops.js';
import { accept, whole } from '../../../support/rules.js';

describe('a sign again and again', () => {
  it.each([
    ['a ??‸', '????????'],
    ['x = ‸', '10000000000000'],
    ['// ‸', '========== a'],
    ['x = "‸', '😀😀😀😀😀😀😀😀"'],
  ])('is dropped: %j and %j', (marked, suggestion) => {
    expect(accept(loops, marked, suggestion)).toBe('nothing');
  });

  it.each([
    ['seven of them', 'x = ‸', '"-------"'],
    ['blanks', 'x = ‸', `a;${' '.repeat(20)}// b`],
    ['what the file does above', '// ========\n// ‸', '==========='],
    ['what the file does below', '// ‸\n// ========', '==========='],
  ])('may be %s', (_, marked, suggestion) => {
    expect(accept(loops, marked, suggestion)).toBe(whole(marked, suggestion));
  });

  it('leaves nothing of a loop that was stopped but words', () => {
    expect(accept(loops, 'a ‸', '?', { stop: 'repetition' })).toBe('nothing');
    expect(accept(loops, 'a ‸', 'isString, ', { stop: 'repetition' })).toBe('a isString, ‸');
  });
});
