import { describe, expect, it } from 'vitest';
import { strings } from '../../../../../src/core/suggest/rules/strings.js';
import { accept, whole } from '../../../support/rules.js';

describe('a line that ends in a string', () => {
  it.each([
    ['a.ts', "x = '‸", 'the Internet connection'],
    ['a.ts', 'x = ‸', '"abc'],
    ['a.ts', 'x = ‸', '"abc\\"'],
    ['a.ts', 'url: "https://a.b/READ‸', 'ME.md#c): Generate d.'],
    ['a.ts', 'x = f(`${a}`, ‸', '"b'],
    ['a.py', "x = f'{‸", "a['b]}'"],
    ['a.java', 'x = "‸', 'a");'.replace('"', '')],
    ['a.go', 'x := "‸', 'a`'],
  ])('is dropped: %s, %j and %j', (path, marked, suggestion) => {
    expect(accept(strings, marked, suggestion, { path })).toBe('nothing');
  });

  it('is cut off with what follows', () => {
    expect(accept(strings, 'if (a) {‸', '\n  b();\n  c("d);\n  e();')).toBe('if (a) {\n  b();‸');
  });

  it.each([
    ['a.ts', "x = '‸", "abc';"],
    ['a.ts', 'x = ‸', "it's; // don't"],
    ['a.ts', 'x = ‸', '`abc'],
    ['a.ts', 'x = `‸', 'a\nb'],
    ['a.ts', 'x = ‸', '"abc \\\n  def"'],
    ['a.ts', 'x = `${‸', 'f("a")}`;'],
    ['a.tsx', '<p>Don‸', "'t</p>"],
    ['a.py', '"""‸', 'Doc'],
    ['a.rs', 'x = "‸', 'abc'],
    ['a.rs', 'fn f(x: &‸', "'a str)"],
    ['a.xyz', 'x = "‸', 'abc'],
  ])('is whole: %s, %j and %j', (path, marked, suggestion) => {
    expect(accept(strings, marked, suggestion, { path })).toBe(whole(marked, suggestion));
  });

  it('may be ended by what stands behind the cursor', () => {
    expect(accept(strings, 'f("‸")', 'abc')).toBe('f("abc‸")');
  });

  it.each(['limit', 'context', 'unsure'] as const)('may go on where the answer ended by %s', (stop) => {
    expect(accept(strings, 'x = "‸', 'abc', { stop })).toBe('x = "abc‸');
  });
});
