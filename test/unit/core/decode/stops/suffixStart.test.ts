import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atSuffixStart } from '../../../../../src/core/decode/stops/suffixStart.js';
import { atCursor } from '../../../support/cursor.js';

/** The kept part of a text that arrives in pieces; 'continues' if nothing ends it. */
function keptOf(place: string, pieces: readonly string[]): string {
  const { prefix, suffix } = atCursor(place);
  const rule = atSuffixStart(prefix, suffix);
  let text = '';
  for (const [i, piece] of pieces.entries()) {
    const added = text.length;
    text += piece;
    const stop = rule({ text, added, count: i + 1 });
    if (!stop) continue;
    expect(stop.reason).toBe('suffix');
    return text.slice(0, stop.keep);
  }
  return 'continues';
}

const kept = (place: string, text: string): string => keptOf(place, Array.from(text));

describe('atSuffixStart at the next lines', () => {
  const place = 'a();\n‸\n  return result;\n}\n\nfunction next() {\n';

  it.each([
    ['ends before the next line', '  b();\n  return result;\n', '  b();'],
    ['ends as soon as a line is certainly complete', '  b();\n  return result;', '  b();'],
    ['ends before empty lines before it', '  b();\n\n\n  return result;', '  b();'],
    ['keeps nothing of a text that begins with it', '  return result;', ''],
    ['continues while the line is not complete', '  b();\n  return result', 'continues'],
    ['continues over a line that begins the same', '  b();\n  return result || c;\n', 'continues'],
    ['continues over a line that ends the same', '  b();\n  if (c) return result;\n', 'continues'],
    ['continues over the line in another depth', '  if (b) {\n    return result;\n  }\n', 'continues'],
    ['continues over the lines after it', '  b();\n}\n\nfunction next() {\n', 'continues'],
  ])('%s', (_, text, expected) => {
    expect(kept(place, text)).toBe(expected);
  });

  it.each([
    ['continues over a line that may be repeated', '  b();\n}\n', 'continues'],
    ['ends before it once the next one repeats, too', '  b();\n}\n\nfunction next() {\n', '  b();'],
    ['does not mind other empty lines', '  b();\n}\nfunction next() {\n', '  b();'],
    ['continues where another line follows', '  b();\n}\nfunction other() {\n', 'continues'],
    ['continues where another line is between', '  b();\n}\n}\nc();\nfunction next() {\n', 'continues'],
  ])('continues when the first one is `}`: %s', (_, text, expected) => {
    expect(kept('a();\n‸\n}\n\nfunction next() {\n', text)).toBe(expected);
  });

  it('reads the cursor’s line as a whole', () => {
    expect(kept("import { ‸\nimport { b } from 'b';\n", "b } from 'b';")).toBe('');
    expect(kept("import { ‸\nimport { b } from 'b';\n", "a } from 'b';\n")).toBe('continues');
    expect(kept("import { ‸\nimport { b } from 'b';\n", "a } from 'a';\nimport { b } from 'b';")).toBe("a } from 'a';");
  });

  it('does not treat typed text as a repeat', () => {
    expect(kept('[\n  param(‸\n  param(\n    b,\n', '\n    a,\n  ),\n')).toBe('continues');
    expect(kept('  let first: A;‸\n  let first: A;\n', '\n  let second: A;\n')).toBe('continues');
  });

  it('distinguishes a call that starts like the next one', () => {
    const list = '[\n‸\n  test.param(\n    b,\n';
    expect(kept(list, '  test.param(\n    a,\n  ),\n')).toBe('continues');
    expect(kept(list, '  test.first,\n  test.param(\n    b,\n  ),\n')).toBe('continues');
    expect(kept('[\n‸\n  test.param(\n    secondOne,\n', '  a,\n  test.param(\n    secondOne,\n')).toBe('  a,');
  });

  it('allows only one `else`', () => {
    expect(kept('if a:‸\nelse:\n    c\n', '\n    b\nelse:\n')).toBe('\n    b');
    expect(kept('if (a) {‸\n} else {\n  c\n', '\n  b\n} else {\n')).toBe('\n  b');
    expect(kept('if a:‸\n\n    else:\n    c\n', '\n    b\nelse:\n')).toBe('continues');
  });

  it('waits for the newline when a line may continue', () => {
    const python = 'def f(a):\n    ‸\n    return result\n';
    expect(kept(python, 'b()\n    return result')).toBe('continues');
    expect(kept(python, 'b()\n    return result.c\n')).toBe('continues');
    expect(kept(python, 'b()\n    return result\n')).toBe('b()');
  });

  it('never ends when nothing that follows is distinctive', () => {
    expect(kept('a(‸\n)\n}\n', 'b)\n)\n}\n')).toBe('continues');
    expect(kept('a(‸', 'b)\n)\n}\n')).toBe('continues');
  });
});

describe('atSuffixStart at the rest of the line', () => {
  it.each([
    ['f(‸, bar)\n', 'foo, bar)', 'foo'],
    ['f(‸, bar)\n', 'foo, baz)', 'continues'],
    ['a = ‸ || b;\n', 'c || b;', 'c'],
    ['a = ‸|| b;\n', 'c || b;', 'c '],
    ['if (‸ === null) {\n', 'a === null) {\n', 'a'],
    ['f(‸value)\n', 'value)', ''],
    // In the middle of a word it is another word.
    ['f(‸value)\n', 'intervalue)', 'continues'],
    ['in‸value)\n', 'value)', 'continues'],
    // Closers, and what is hardly more, may belong to anything.
    ['f(‸)\n', 'a)', 'continues'],
    ['f(g(‸));\n', 'a, h(b));', 'continues'],
    ['f(‸x)\n', 'a + x)', 'continues'],
    ['f(‸}\n', '}', 'continues'],
    // In a call that the text opened, it is not the rest of the line.
    ['f(‸, bar)\n', 'g(a, bar), bar)', 'g(a, bar)'],
    // Much of a long rest is enough.
    ['f(‸, first.property.of.something, second)\n', 'a, first.property.of.something else', 'a'],
  ])('ends %j with %j: %j', (place, text, expected) => {
    expect(kept(place, text)).toBe(expected);
  });
});

it('keeps the text before the first repeat of both', () => {
  const place = 'f(‸, bar)\n  second();\n';
  expect(keptOf(place, ['a\n  second();\n  b, bar)'])).toBe('a');
  expect(keptOf(place, ['a, bar)\n  second();'])).toBe('a');
});

it('decides the same, however the text is split into pieces', { timeout: 60_000 }, () => {
  const line = fc.constantFrom('}', '', 'x', '  first();', '  second();', '  third', '  f(a, bar)');
  const place = fc.array(line, { maxLength: 4 }).map((lines) => ['f(‸, bar)', ...lines].join('\n'));
  fc.assert(
    fc.property(place, fc.array(line, { minLength: 1, maxLength: 8 }), (around, lines) => {
      const whole = lines.map((text) => `${text}\n`);
      const characters = whole.flatMap((text) => Array.from(text));
      expect(keptOf(around, [whole.join('')])).toBe(keptOf(around, whole));
      expect(keptOf(around, characters)).toBe(keptOf(around, whole));
    }),
  );
});
