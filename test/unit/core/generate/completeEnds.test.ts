import { describe, expect, it } from 'vitest';
import { completeEnds } from '../../../../src/core/generate/completeEnds.js';
import { languageOf } from '../../../../src/core/language/languageOf.js';

/** A text with a | at each offset at which it may end. */
function marked(prefix: string, text: string, { path = 'a.ts', isFinished = true } = {}): string {
  const ends = completeEnds(prefix, text, languageOf({ path }), isFinished);
  return ends.reduceRight((whole, end) => `${whole.slice(0, end)}|${whole.slice(end)}`, text);
}

describe('completeEnds', () => {
  it('has the end of each statement', () => {
    expect(marked('f() {\n  ', 'a();\n  b(\n    c,\n  );\n  d();')).toBe('a();|\n  b(\n    c,\n  );|\n  d();|');
  });

  it('has no end inside a block, nor before its next clause', () => {
    expect(marked('f() {\n  ', 'if (a) {\n    b();\n  } else {\n    c();\n  }\n  d();')).toBe(
      'if (a) {\n    b();\n  } else {\n    c();\n  }|\n  d();|',
    );
    const python = 'if a:\n        b()\n    else:\n        c()\n    return d';
    expect(marked('def f():\n    ', python, { path: 'a.py' })).toBe(
      'if a:\n        b()\n    else:\n        c()|\n    return d|',
    );
  });

  it('leaves out the last line of a text that was cut off', () => {
    expect(marked('f() {\n  ', 'a();\n  b(', { isFinished: false })).toBe('a();|\n  b(');
    expect(marked('f() {\n  ', 'a();\n  b', { isFinished: false })).toBe('a();|\n  b');
  });

  it('leaves out lines that the next one continues', () => {
    expect(marked('def f():\n    ', 'for a in b:', { path: 'a.py' })).toBe('for a in b:');
    expect(marked('f() {\n  ', 'const a =')).toBe('const a =');
  });

  it('ignores empty lines', () => {
    expect(marked('f() {\n  ', 'a();\n\n  b();\n')).toBe('a();|\n\n  b();|\n');
  });
});
