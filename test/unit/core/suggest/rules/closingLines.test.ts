import { describe, expect, it } from 'vitest';
import { closingLines } from '../../../../../src/core/suggest/rules/closingLines.js';
import { accept, whole } from '../../../support/rules.js';

describe('what is closed below is not closed once more', () => {
  it.each([
    ['  ‸\n}', 'foo();\n}', '  foo();‸\n}'],
    ['f(() => {‸\n});', '\n  a();\n});', 'f(() => {\n  a();‸\n});'],
    ['  if (a) {‸\n  }\n}', '\n    b();\n  }\n}', '  if (a) {\n    b();‸\n  }\n}'],
    ['  a: ‸\n  ],\n});', '1,\n  ],', '  a: 1,‸\n  ],\n});'],
    ['def f\n  ‸\nend', 'a\nend', 'def f\n  a‸\nend'],
    ['/**\n * ‸\n */', 'Adds two.\n */', '/**\n * Adds two.‸\n */'],
    ['<ul>\n  ‸\n</ul>', '<li />\n</ul>', '<ul>\n  <li />‸\n</ul>'],
    ['  if a; then\n    ‸\n  fi', 'b\n  fi', '  if a; then\n    b‸\n  fi'],
    ['‸\n}', '}', 'nothing'],
    ['  ‸\n\n  });', '});', 'nothing'],
  ])('%j and %j', (marked, suggestion, accepted) => {
    expect(accept(closingLines, marked, suggestion)).toBe(accepted);
  });
});

describe('what is closed elsewhere may be', () => {
  it.each([
    ['further left', '  if (a) {‸\n}', '\n    b();\n  }'],
    ['by the suggestion that opened it', '‸\n}', 'if (a) {\n  b();\n}'],
    ['by another closer', '  ‸\n}', 'foo();\n});'],
    ['and code goes on', '  ‸\n}', 'foo();\n}\nbar();'],
    ['behind code below', '  ‸\nfoo();\n}', 'bar();\n}'],
  ])('%s: %j and %j', (_, marked, suggestion) => {
    expect(accept(closingLines, marked, suggestion)).toBe(whole(marked, suggestion));
  });
});
