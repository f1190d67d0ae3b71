import { describe, expect, it } from 'vitest';
import { completeEnds } from '../../../../src/core/generate/completeEnds.js';
import { languageOf } from '../../../../src/core/language/languageOf.js';

/** A text with a | at each offset at which it may end. */
function marked(prefix: string, text: string, { path = 'a.ts', isFinished = true, suffix = '' } = {}): string {
  const ends = completeEnds({ prefix, suffix }, text, languageOf({ path }), isFinished);
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

  it('has no end inside a fence that a text opens in Markdown', () => {
    expect(marked('Run:\n\n', '```sh\na\n```\nThen b.', { path: 'a.md' })).toBe('```sh\na\n```|\nThen b.|');
    expect(marked('```sh\n', 'a\nb', { path: 'a.md' })).toBe('a|\nb|');
    expect(marked('```ts\n', 'f(\n  a,\n)', { path: 'a.md' })).toBe('f(\n  a,\n)|');
  });

  it('leaves open on its line what the rest of that line closes', () => {
    expect(marked('f(', 'a, b', { suffix: ')' })).toBe('a, b|');
    expect(marked('for (let i = 0; i < ', 'n', { suffix: '; i++) {\n' })).toBe('n|');
    expect(marked('f(', '\n  a,\n  b,', { suffix: ')' })).toBe('\n  a,\n  b,');
  });

  it('ignores empty lines', () => {
    expect(marked('f() {\n  ', 'a();\n\n  b();\n')).toBe('a();|\n\n  b();|\n');
  });
});
