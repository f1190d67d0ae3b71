import { describe, expect, it } from 'vitest';
import { firstLine } from '../../../../../src/core/suggest/rules/firstLine.js';
import { accept } from '../../../support/rules.js';

describe('a suggestion begins on the line', () => {
  it.each(['\nfoo();', '  \n  foo();'])('or is dropped: %j', (suggestion) => {
    expect(accept(firstLine, 'x = ‸', suggestion)).toBe('nothing');
  });

  it.each(['if (a) {‸', 'foo(‸', 'x = [‸', 'if a:‸', '() =>‸', 'if (a) { \t‸'])(
    'or on the one after the opener of %j',
    (marked) => {
      expect(accept(firstLine, marked, '\n  a')).toBe(marked.replace('‸', '\n  a‸'));
    },
  );

  it.each(['foo()‸', 'x = [1]‸', '}‸', 'x =‸', 'a >‸', 'a,‸', 'if (a) {\n‸', '‸'])(
    'and not on the next one after %j, where no opener is',
    (marked) => {
      expect(accept(firstLine, marked, '\n  a')).toBe('nothing');
    },
  );
});
