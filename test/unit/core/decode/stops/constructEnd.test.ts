import { describe, expect, it } from 'vitest';
import { atConstructEnd } from '../../../../../src/core/decode/stops/constructEnd.js';
import { languageOf } from '../../../../../src/core/language/languageOf.js';

/** The part of a text that belongs to the construct at ‸; the whole text while that continues. */
function construct(document: string, text: string, path = 'a.ts'): string {
  const [prefix = '', suffix = ''] = document.split('‸');
  const stop = atConstructEnd(prefix, suffix, languageOf({ path }));
  for (let length = 1; length <= text.length; length++) {
    const stopped = stop({ text: text.slice(0, length), added: length - 1, count: length });
    if (stopped) return text.slice(0, stopped.keep);
  }
  return text;
}

describe('atConstructEnd', () => {
  it('ends a body with its block', () => {
    const text = 'const all = [...items];\n\n  return all.length;\n}\n\nfunction g() {}';
    expect(construct('function f() {\n  ‸\n}\n', text)).toBe('const all = [...items];\n\n  return all.length;');
  });

  it('ends a body after the bracket that nothing below closes', () => {
    expect(construct('function f() {\n‸', '  a();\n\n  return 1;\n}\n\nfunction g() {}')).toBe(
      '  a();\n\n  return 1;\n}',
    );
  });

  it('ends a body in Python before a line that is less deep', () => {
    const text = 'total = 0\n    for x in items:\n        total += x\n    return total\n\n\ndef g():';
    expect(construct('def f(items):\n    ‸', text, 'a.py')).toBe(
      'total = 0\n    for x in items:\n        total += x\n    return total\n\n',
    );
  });

  it('ends with one declaration at the top level and among the members of a class', () => {
    expect(construct('import a from "a";\n\n‸', 'function f() {\n  a;\n\n  b;\n}\n\nfunction g() {}')).toBe(
      'function f() {\n  a;\n\n  b;\n}',
    );
    expect(construct('class A {\n  ‸\n}\n', 'size() {\n    return 1;\n  }\n\n  other() {}')).toBe(
      'size() {\n    return 1;\n  }',
    );
    expect(construct('class A:\n    ‸', 'def f(self):\n        return 1\n\n    def g(self):', 'a.py')).toBe(
      'def f(self):\n        return 1',
    );
  });

  it('ends with the statements that a comment describes', () => {
    expect(construct('f() {\n  // Adds.\n  ‸\n}\n', 'a += 1;\n  b += 1;\n\n  c();')).toBe('a += 1;\n  b += 1;');
    expect(construct('f() {\n  // Adds.\n  ‸\n}\n', 'a += 1;\n  // Then more.\n  c();')).toBe('a += 1;');
  });

  it('ends a statement that the cursor is in', () => {
    expect(construct('  const a = ‸\n', 'first(\n    second,\n  );\n  third();')).toBe('first(\n    second,\n  );');
  });

  it('ends an expression where the code after the cursor takes over', () => {
    expect(construct('for (let i = 0; i < ‸; i++) {\n', 'items.length; i += 1)')).toBe('items.length');
    expect(construct('f(‸, b);\n', 'g(a, 1), 2')).toBe('g(a, 1)');
    expect(construct('a = ‸ + b;\n', 'c\nd')).toBe('c');
  });

  it('ends a list item, a paragraph and a fence in Markdown', () => {
    expect(construct('- One‸\n- Two\n', ' of\n  them\n- Three', 'a.md')).toBe(' of\n  them');
    expect(construct('Some text ‸\n', 'goes\non.\n\nMore', 'a.md')).toBe('goes\non.');
    expect(construct('```js\na();\n‸\n```\n', 'b();\n```\n\nText', 'a.md')).toBe('b();');
    expect(construct('```js\na();\n‸', 'b();\n```\n\nText', 'a.md')).toBe('b();\n```');
    expect(construct('Run:\n‸', '\n```sh\na\n\nb\n```\n\nText', 'a.md')).toBe('\n```sh\na\n\nb\n```');
  });
});
