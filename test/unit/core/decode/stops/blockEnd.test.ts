import { describe, expect, it } from 'vitest';
import { indentWidth } from '../../../../../src/core/language/indentation.js';
import { atBlockEnd } from '../../../../../src/core/decode/stops/blockEnd.js';
import { atCursor } from '../../../support/cursor.js';

/** Where a block ends: the cursor's line and what was decoded after ‸, with a bar where the answer ends. */
function ended(marked: string): string {
  const { prefix, suffix: text } = atCursor(marked);
  const stop = atBlockEnd(prefix)({ text, added: 0, count: 1 });
  if (!stop) return 'continues';
  expect(stop.reason).toBe('block');
  return `${prefix}‸${text.slice(0, stop.keep)}|${text.slice(stop.keep)}`;
}

describe('indentWidth', () => {
  it('counts spaces, and a tab as four', () => {
    expect(['a', '  a', '\ta', '\t a', '   ', ''].map(indentWidth)).toEqual([0, 2, 4, 5, 3, 0]);
  });
});

describe('atBlockEnd after code on the line', () => {
  it.each([
    ['continues with the line', '  if (a) {‸ // why', 'continues'],
    ['continues in deeper lines', '  if (a) {‸\n    b();\n    c();', 'continues'],
    ['continues over empty lines', '  if (a) {‸\n\n    b();\n\n', 'continues'],
    ['continues while indentation may still grow', '  if (a) {‸\n    b();\n  ', 'continues'],
    ['waits for the rest of a line that closes it', '  if (a) {‸\n    b();\n  }', 'continues'],
    ['ends with the line that closes it', '  if (a) {‸\n    b();\n  }\n', '  if (a) {‸\n    b();\n  }|\n'],
    ['ends with all of that line', '  f(a, [‸\n    b,\n  ]);\n  c', '  f(a, [‸\n    b,\n  ]);|\n  c'],
    ['ends before a line as deep as its own', '  if a:‸\n    b()\n  c', '  if a:‸\n    b()|\n  c'],
    ['ends before a line further left', '  if a:‸\n    b()\nc', '  if a:‸\n    b()|\nc'],
    ['ends before a closer further left', '  if a:‸\n    b()\n}\n', '  if a:‸\n    b()|\n}\n'],
    ['ends before the next statement of the same line', '  x = ‸1;\n  y', '  x = ‸1;|\n  y'],
    ['continues after `} else {`', '  if (a) {‸\n    b();\n  } else {\n    c();\n', 'continues'],
    ['ends after it', '  if (a) {‸\n    b();\n  } else {\n  }\n  c', '  if (a) {‸\n    b();\n  } else {\n  }|\n  c'],
    ['continues after `}).catch(() => {`', '  a(() => {‸\n    b();\n  }).catch(() => {\n    c();\n', 'continues'],
    ['continues after `} finally (`, `]: [` and `}:`', 'f(‸\n} finally (\n]: [\n}:\n', 'continues'],
    ['continues after whitespace after the brace', '  if (a) {‸\n  } else { \n', 'continues'],
    ['ends before `} else {` further left', '  if (a) {‸\n    b();\n} else {\n', '  if (a) {‸\n    b();|\n} else {\n'],
    ['continues with a brace of its own depth', '  if (a)‸\n  {\n    b();\n', 'continues'],
    ['ends with the brace that closes it', '  if (a)‸\n  {\n    b();\n  }\n', '  if (a)‸\n  {\n    b();\n  }|\n'],
    ['ends with a pair of its own depth', '  f()‸\n  {}\n  c', '  f()‸\n  {}|\n  c'],
    ['ends before a brace further left', '  f()‸\n{\n', '  f()‸|\n{\n'],
    ['measures tabs', '\tif (a) {‸\n\t\tb();\n\t}\n', '\tif (a) {‸\n\t\tb();\n\t}|\n'],
  ])('%s', (_, marked, expected) => {
    expect(ended(marked)).toBe(expected);
  });
});

describe('atBlockEnd on an empty line', () => {
  it.each([
    ['continues in lines as deep as the cursor', '    ‸a();\n    b();\n      c', 'continues'],
    ['continues over empty lines', '    ‸a();\n\n\n', 'continues'],
    ['continues over closers of its own depth', '    ‸if (a) {\n      b();\n    }\n', 'continues'],
    [
      'continues over `} else {` of its own depth',
      '    ‸if (a) {\n    } else {\n      b();\n    }\n    c();\n',
      'continues',
    ],
    ['ends before `} else {` of the block around', '    ‸a();\n  } else {\n', '    ‸a();|\n  } else {\n'],
    ['ends before a line further left', '    ‸a();\n  b', '    ‸a();|\n  b'],
    ['ends before the closer of the block around', '    ‸a();\n  }', '    ‸a();|\n  }'],
    ['continues to the end at the left margin', '‸a();\n}\nb', 'continues'],
  ])('%s', (_, marked, expected) => {
    expect(ended(marked)).toBe(expected);
  });
});
