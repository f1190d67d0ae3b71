import { describe, expect, it } from 'vitest';
import { tidy } from '../../../src/core/suggest/tidy.js';
import { atCursor } from '../support/cursor.js';

/** The document after the suggestion is accepted, or 'nothing' where nothing is left of it. */
function accept(marked: string, suggestion: string): string {
  const { before, after } = atCursor(marked);
  const text = tidy(suggestion, { before, after });
  return text === '' ? 'nothing' : `${before}${text}‸${after}`;
}

describe('tidy', () => {
  it('keeps what is tidy', () => {
    expect(accept('x = ‸\n', 'a;\n  b')).toBe('x = a;\n  b‸\n');
  });

  it.each([
    ['a; \t', 'x = a;‸'],
    ['a;\n\n', 'x = a;‸'],
    ['a;  \n  b;\t\n', 'x = a;\n  b;‸'],
    ['  a', 'x =   a‸'],
  ])('takes blanks from the ends of the lines of %j', (suggestion, accepted) => {
    expect(accept('x = ‸', suggestion)).toBe(accepted);
  });

  it.each(['', '  ', '\n', '\nfoo();', '  \n  foo();'])('drops %j: it does not begin on the line', (suggestion) => {
    expect(accept('x = ‸', suggestion)).toBe('nothing');
  });

  it.each(['if (a) {‸', 'foo(‸', 'x = [‸', 'if a:‸', '() =>‸', 'if (a) { \t‸'])(
    'keeps what begins on the line after the opener of %j',
    (marked) => {
      expect(accept(marked, '\n  a')).toBe(marked.replace('‸', '\n  a‸'));
      expect(accept(marked, ' \n\n  a')).toBe(marked.replace('‸', '\n\n  a‸'));
    },
  );

  it.each(['foo()‸', 'x = [1]‸', '}‸', 'x =‸', 'a >‸', 'a,‸', 'if (a) {\n‸', '‸'])(
    'drops what begins on the next line after %j, where no opener is',
    (marked) => {
      expect(accept(marked, '\n  a')).toBe('nothing');
    },
  );

  it.each([
    ['the next line', '‸\nconst a = foo(b);', 'const a = foo(b);'],
    ['the next line with its beginning typed', 'const a‸\nconst a = foo(b);', ' = foo(b);'],
    ['the next line deeper', '  ‸\n    const a = foo(b);', 'const a = foo(b);'],
    ['the next line, of nine characters', '‸\nfoo(abc);', 'foo(abc);'],
    ['the next line after blank ones', '‸\n\n  \nconst a = foo(b);', 'const a = foo(b);'],
  ])('drops %s', (_, marked, suggestion) => {
    expect(accept(marked, suggestion)).toBe('nothing');
  });

  it.each([
    ['another line', '‸\nconst a = foo(b);', 'const a = foo(c);', 'const a = foo(c);‸\nconst a = foo(b);'],
    ['the line after the next', '‸\nlet c;\nconst a = foo(b);', 'const a = foo(b);', null],
    ['a closing line', '  ‸\n  });', '});', '  });‸\n  });'],
    ['a line of eight characters', '‸\nfo(abc);', 'fo(abc);', 'fo(abc);‸\nfo(abc);'],
    ['a short line', '  ‸\n  return;', 'return;', '  return;‸\n  return;'],
  ])('keeps %s', (_, marked, suggestion, accepted) => {
    expect(accept(marked, suggestion)).toBe(accepted ?? marked.replace('‸', `${suggestion}‸`));
  });
});
