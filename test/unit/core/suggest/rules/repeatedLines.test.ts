import { describe, expect, it } from 'vitest';
import {
  dropClosingLines,
  dropFollowingLines,
  dropPrecedingLines,
  dropRepeatedCharacters,
} from '../../../../../src/core/suggest/rules/repeatedLines.js';
import { accept, whole } from '../../../support/rules.js';

describe('dropRepeatedCharacters', () => {
  it.each([
    ['a ??‸', '????????'],
    ['x = ‸', '10000000000000'],
    ['// ‸', '========== a'],
    ['x = "‸', '😀😀😀😀😀😀😀😀"'],
  ])('drops a repeated character: %j and %j', (marked, suggestion) => {
    expect(accept(dropRepeatedCharacters, marked, suggestion)).toBe('nothing');
  });

  it.each([
    ['seven of them', 'x = ‸', '"-------"'],
    ['spaces', 'x = ‸', `a;${' '.repeat(20)}// b`],
    ['a run that the file has above', '// ========\n// ‸', '==========='],
    ['a run that the file has below', '// ‸\n// ========', '==========='],
  ])('keeps %s', (_, marked, suggestion) => {
    expect(accept(dropRepeatedCharacters, marked, suggestion)).toBe(whole(marked, suggestion));
  });

  it('keeps only words of a loop that was stopped', () => {
    expect(accept(dropRepeatedCharacters, 'a ‸', '?', { stop: 'repetition' })).toBe('nothing');
    expect(accept(dropRepeatedCharacters, 'a ‸', 'isString, ', { stop: 'repetition' })).toBe('a isString, ‸');
  });
});

describe('dropFollowingLines', () => {
  it.each([
    ['the next line', '‸\nconst a = foo(b);', 'const a = foo(b);'],
    ['the next line with its start typed', 'const a‸\nconst a = foo(b);', ' = foo(b);'],
    ['the next line deeper', '  ‸\n    const a = foo(b);', 'const a = foo(b);'],
    ['the next line, of nine characters', '‸\nfoo(abc);', 'foo(abc);'],
    ['the next line after empty ones', '‸\n\n  \nconst a = foo(b);', 'const a = foo(b);'],
    ['the next line without its comma', '  ‸\n  name: "ink",', 'name: "ink"'],
    ['the next line with other whitespace', '  ‸\n  a:  foo(b),', 'a: foo(b)'],
    ['the next two lines', '‸\nfoo(abc, d);\nbar(e);', 'foo(abc, d);\nbar(e);'],
  ])('drops a suggestion that is %s', (_, marked, suggestion) => {
    expect(accept(dropFollowingLines, marked, suggestion)).toBe('nothing');
  });

  it.each([
    ['the next line', '‸\nfoo(abc, d);\nlast();', 'new();\nfoo(abc, d);', 'new();‸\nfoo(abc, d);\nlast();'],
    ['the next lines', '‸\nfoo(abc, d);\nx();', 'new();\n\nfoo(abc, d);\n\nx();', 'new();‸\nfoo(abc, d);\nx();'],
  ])('ends a suggestion before %s', (_, marked, suggestion, accepted) => {
    expect(accept(dropFollowingLines, marked, suggestion)).toBe(accepted);
  });

  it.each([
    ['another line', '‸\nconst a = foo(b);', 'const a = foo(c);'],
    ['the line after the next', '‸\nlet c;\nconst a = foo(b);', 'const a = foo(b);'],
    ['a closing line', '  ‸\n  });', '});'],
    ['a line of eight characters', '‸\nfo(abc);', 'fo(abc);'],
    ['a short line', '  ‸\n  return;', 'return;'],
    ['the next line in the middle', '‸\nfoo(abc, d);', 'foo(abc, d);\nnew();'],
    ['any line at the end of the file', '‸', 'const a = foo(b);'],
  ])('keeps %s', (_, marked, suggestion) => {
    expect(accept(dropFollowingLines, marked, suggestion)).toBe(whole(marked, suggestion));
  });
});

const abc = 'expect(abc).toBe(1);';
const def = 'expect(def).toBe(2);';

describe('dropPrecedingLines', () => {
  it.each([
    ['the last line', `${abc}\n‸`, abc],
    ['the last line a third time', `${abc}\n${abc}\n‸`, abc],
    ['the last line with its start typed', `${abc}\nexp‸`, abc.slice(3)],
    ['the last line above an empty one', `${abc}\n\n‸`, abc],
    ['the last line with the text after the cursor', `${abc}\n‸;`, abc.slice(0, -1)],
    ['the second line above', `${abc}\n${def}\n‸`, abc],
  ])('drops a suggestion that is %s', (_, marked, suggestion) => {
    expect(accept(dropPrecedingLines, marked, suggestion)).toBe('nothing');
  });

  it.each([
    ['that repeats the one before it', `${abc}\n${abc}`, `${abc}‸`],
    ['that repeats the second one before it', `${abc}\n${def}\n${abc}`, `${abc}\n${def}‸`],
  ])('ends a suggestion before a line %s', (_, suggestion, accepted) => {
    expect(accept(dropPrecedingLines, '‸', suggestion)).toBe(accepted);
  });

  it.each([
    ['another line', `${abc}\n‸`, def],
    ['a line at another depth', `  ${abc}\n    ‸`, abc],
    ['a short line', '  return;\n  ‸', 'return;'],
    ['a line that is typed already', `${abc}\n${abc.slice(0, -2)}‸`, ');'],
    ['one of two that alternate', `${def}\n${abc}\n${def}\n‸`, abc],
    ['a decorator that repeats', `@Column()\n${abc}\n‸`, '@Column()'],
    ['a comment that repeats', `// @ts-expect-error\n${abc}\n‸`, '// @ts-expect-error'],
    ['a line that opens a block and repeats', `describe('a', () => {\n${abc}\n‸`, "describe('a', () => {"],
    ['a line further above', `${abc}\n${def}\nlet c;\n‸`, abc],
  ])('keeps %s', (_, marked, suggestion) => {
    expect(accept(dropPrecedingLines, marked, suggestion)).toBe(whole(marked, suggestion));
  });
});

describe('dropClosingLines', () => {
  it.each([
    ['a.ts', '  ‸\n}', 'foo();\n}', '  foo();‸\n}'],
    ['a.ts', 'f(() => {‸\n});', '\n  a();\n});', 'f(() => {\n  a();‸\n});'],
    ['a.ts', '  if (a) {‸\n  }\n}', '\n    b();\n  }\n}', '  if (a) {\n    b();‸\n  }\n}'],
    ['a.ts', '  a: ‸\n  ],\n});', '1,\n  ],', '  a: 1,‸\n  ],\n});'],
    ['a.rb', 'def f\n  ‸\nend', 'a\nend', 'def f\n  a‸\nend'],
    ['a.ts', '/**\n * ‸\n */', 'Adds two.\n */', '/**\n * Adds two.‸\n */'],
    ['a.tsx', '<ul>\n  ‸\n</ul>', '<li />\n</ul>', '<ul>\n  <li />‸\n</ul>'],
    ['a.sh', '  if a; then\n    ‸\n  fi', 'b\n  fi', '  if a; then\n    b‸\n  fi'],
    ['a.ts', '‸\n}', '}', 'nothing'],
    ['a.ts', '  ‸\n\n  });', '});', 'nothing'],
    ['a.hs', '{-\n  ‸\n-}', 'Adds two.\n-}', '{-\n  Adds two.‸\n-}'],
    ['a.xyz', 'begin\n  ‸\nend', 'a\nend', 'begin\n  a‸\nend'],
  ])('drops lines that close what is closed below: %s, %j and %j', (path, marked, suggestion, accepted) => {
    expect(accept(dropClosingLines, marked, suggestion, { path })).toBe(accepted);
  });

  it.each([
    ['at another depth', '  if (a) {‸\n}', '\n    b();\n  }'],
    ['that close a block of the suggestion', '‸\n}', 'if (a) {\n  b();\n}'],
    ['with another bracket', '  ‸\n}', 'foo();\n});'],
    ['before more code', '  ‸\n}', 'foo();\n}\nbar();'],
    ['where code is below', '  ‸\nfoo();\n}', 'bar();\n}'],
  ])('keeps closing lines %s: %j and %j', (_, marked, suggestion) => {
    expect(accept(dropClosingLines, marked, suggestion)).toBe(whole(marked, suggestion));
  });

  it('keeps a line when it closes a block in another language only', () => {
    const [marked, suggestion] = ['f(\n  ‸\n  end\n)', 'start,\n  end'];
    expect(accept(dropClosingLines, marked, suggestion)).toBe(whole(marked, suggestion));
  });
});
