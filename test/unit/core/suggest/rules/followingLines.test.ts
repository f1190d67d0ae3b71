import { describe, expect, it } from 'vitest';
import { followingLines } from '../../../../../src/core/suggest/rules/followingLines.js';
import { accept, whole } from '../../../support/rules.js';

describe('what stands below already', () => {
  it.each([
    ['the next line', '‸\nconst a = foo(b);', 'const a = foo(b);'],
    ['the next line with its beginning typed', 'const a‸\nconst a = foo(b);', ' = foo(b);'],
    ['the next line deeper', '  ‸\n    const a = foo(b);', 'const a = foo(b);'],
    ['the next line, of nine characters', '‸\nfoo(abc);', 'foo(abc);'],
    ['the next line after blank ones', '‸\n\n  \nconst a = foo(b);', 'const a = foo(b);'],
    ['the next line without its comma', '  ‸\n  name: "ink",', 'name: "ink"'],
    ['the next line with other blanks', '  ‸\n  a:  foo(b),', 'a: foo(b)'],
    ['the next two lines', '‸\nfoo(abc, d);\nbar(e);', 'foo(abc, d);\nbar(e);'],
  ])('is dropped: %s', (_, marked, suggestion) => {
    expect(accept(followingLines, marked, suggestion)).toBe('nothing');
  });

  it.each([
    ['the next line', '‸\nfoo(abc, d);\nlast();', 'new();\nfoo(abc, d);', 'new();‸\nfoo(abc, d);\nlast();'],
    ['the next lines', '‸\nfoo(abc, d);\nx();', 'new();\n\nfoo(abc, d);\n\nx();', 'new();‸\nfoo(abc, d);\nx();'],
  ])('ends a suggestion: %s', (_, marked, suggestion, accepted) => {
    expect(accept(followingLines, marked, suggestion)).toBe(accepted);
  });

  it.each([
    ['another line', '‸\nconst a = foo(b);', 'const a = foo(c);'],
    ['the line after the next', '‸\nlet c;\nconst a = foo(b);', 'const a = foo(b);'],
    ['a closing line', '  ‸\n  });', '});'],
    ['a line of eight characters', '‸\nfo(abc);', 'fo(abc);'],
    ['a short line', '  ‸\n  return;', 'return;'],
    ['the next line in the middle', '‸\nfoo(abc, d);', 'foo(abc, d);\nnew();'],
    ['anything at the end', '‸', 'const a = foo(b);'],
  ])('is not %s', (_, marked, suggestion) => {
    expect(accept(followingLines, marked, suggestion)).toBe(whole(marked, suggestion));
  });
});
