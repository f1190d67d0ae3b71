import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitClosingBrackets, withoutSharedEnd } from '../../../../src/core/suggest/closingBrackets.js';
import { atCursor } from '../../support/cursor.js';

/** The line after the suggestion is accepted. */
function accept(line: string, suggestion: string): string {
  const { prefix, suffix } = atCursor(line);
  const { text, replaces } = fitClosingBrackets(suggestion, suffix);
  return prefix + text + suffix.slice(replaces);
}

describe('fitClosingBrackets replaces closing brackets that the suggestion includes', () => {
  it.each([
    ['foo(‸)', 'a, b);', 'foo(a, b);'],
    ['foo(‸);', 'a, b);', 'foo(a, b);'],
    ['foo(‸);', 'a)', 'foo(a);'],
    ['foo(‸);', ')', 'foo();'],
    ['foo(‸),', 'a),', 'foo(a),'],
    ['foo(bar(‸));', 'a));', 'foo(bar(a));'],
    ['foo(bar(‸));', 'a);', 'foo(bar(a));'],
    ['foo(bar(‸));', 'a)', 'foo(bar(a));'],
    ['foo(bar(‸);', 'a));', 'foo(bar(a));'],
    ['foo(bar(‸);', 'a))', 'foo(bar(a));'],
    ['foo([‸])', 'a, b]);', 'foo([a, b]);'],
    ['foo(‸)', 'bar(a), [b]);', 'foo(bar(a), [b]);'],
    ['foo({‸})', ' a, b });', 'foo({ a, b });'],
    ['foo(‸ )', 'a );', 'foo(a );'],
    ['foo(‸)  ', 'a);', 'foo(a);  '],
    ['{ a: ‸ }', '1 }', '{ a: 1 }'],
    ['f({ a: ["‸" ] })', 'b"] });', 'f({ a: ["b"] });'],
    ['foo(‸)', 'a, () => {\n  b();\n});', 'foo(a, () => {\n  b();\n});'],
    ['x = [‸];', '1, 2].map(f);', 'x = [1, 2].map(f);'],
  ])('%s and %j', (line, suggestion, accepted) => {
    expect(accept(line, suggestion)).toBe(accepted);
  });
});

describe('fitClosingBrackets inserts a suggestion without closing brackets before them', () => {
  it.each([
    ['foo(‸)', 'a, b', 'foo(a, b)'],
    ['foo(‸);', 'bar(a), [b]', 'foo(bar(a), [b]);'],
    ['if (‸) {', 'x > 0', 'if (x > 0) {'],
    ['x = ‸', 'foo(a);', 'x = foo(a);'],
    ['x = ‸  ', '1;', 'x = 1;  '],
    ['f(() => { ‸ });', 'a();', 'f(() => { a(); });'],
  ])('%s and %j', (line, suggestion, accepted) => {
    expect(accept(line, suggestion)).toBe(accepted);
  });
});

describe('fitClosingBrackets cuts a suggestion before a bracket that closes something else', () => {
  it.each([
    ['foo([‸])', 'a, b)', 'foo([a, b])'],
    ['foo(‸]', 'a)', 'foo(a]'],
    ['foo({‸})', ' a);', 'foo({ a})'],
    ['foo("‸")', 'a")', 'foo("a")'],
  ])('%s and %j', (line, suggestion, accepted) => {
    expect(accept(line, suggestion)).toBe(accepted);
  });
});

describe('fitClosingBrackets keeps punctuation after closing brackets once', () => {
  it.each([
    ['x = ‸;', '1', 'x = 1;'],
    ['x = ‸;', '1;', 'x = 1;'],
    ['x = ‸;', '1; // why', 'x = 1; // why'],
    ['x = ‸;', '1; // this; that', 'x = 1; // this; that'],
    ['foo(‸);', 'a); // why', 'foo(a); // why'],
    ['x = ‸;', '1;\nreturn x', 'x = 1;\nreturn x;'],
    ['x = ‸;', "';'", "x = ';';"],
    ['x = ‸;', '() => { a(); }', 'x = () => { a(); };'],
    ['case ‸:', 'A:', 'case A:'],
    ['case ‸:', 'Foo::A', 'case Foo::A:'],
    ['foo: ‸,', '[a, b]', 'foo: [a, b],'],
    ['foo: ‸,', '1,\n  bar: 2', 'foo: 1,\n  bar: 2,'],
    ['if (‸) {', 'x > 0) {', 'if (x > 0) {'],
    ['if (‸) {', 'x > 0) {\n  foo();\n}', 'if (x > 0) {\n  foo();\n}'],
    ['if (a && (‸) {', 'b)) {', 'if (a && (b)) {'],
    ['function foo(‸) {', 'a: { b: number }) {', 'function foo(a: { b: number }) {'],
    ['fn foo(‸) {', 'a: u8) -> u8', 'fn foo(a: u8) -> u8 {'],
    ['def foo(‸):', 'a: int) -> str:', 'def foo(a: int) -> str:'],
    ['def foo(‸):', 'a: int', 'def foo(a: int):'],
    ['def foo(‸):', 'a):\n    return a', 'def foo(a):\n    return a'],
    ['if ‸:', 'a[1:2]', 'if a[1:2]:'],
  ])('%s and %j', (line, suggestion, accepted) => {
    expect(accept(line, suggestion)).toBe(accepted);
  });
});

describe('fitClosingBrackets removes punctuation before a closing bracket or other punctuation', () => {
  it.each([
    ['foo(‸);', 'bar();', 'foo(bar());'],
    ['foo(‸)', 'bar();', 'foo(bar())'],
    ['a[‸]', '0;', 'a[0]'],
    ['foo(‸),', 'a);', 'foo(a),'],
    ['foo(‸);', 'a),', 'foo(a);'],
    ['foo(bar(‸));', 'a); // why', 'foo(bar(a));'],
    ['for (‸)', 'let i = 0; i < n; i++', 'for (let i = 0; i < n; i++)'],
  ])('%s and %j', (line, suggestion, accepted) => {
    expect(accept(line, suggestion)).toBe(accepted);
  });
});

describe('fitClosingBrackets closes a string only with its quote', () => {
  it.each([
    ["x = '‸'", 'abc', "x = 'abc'"],
    ["x = '‸'", "abc';", "x = 'abc';"],
    ['foo("‸")', "it's", 'foo("it\'s")'],
    ['foo("‸")', ':)', 'foo(":)")'],
    ['foo("‸")', 'a"', 'foo("a")'],
    ['foo("‸")', 'a", b);', 'foo("a", b);'],
    ["foo('‸')", "it\\'s')", "foo('it\\'s')"],
    ["foo('‸')", "it's')", "foo('it's')"],
    ["d['‸']", "key'] = 1", "d['key'] = 1"],
    ["$('[‸]')", "name]')", "$('[name]')"],
    ['"""‸"""', 'Doc."""', '"""Doc."""'],
    ['"""‸"""', 'The "doc".', '"""The "doc"."""'],
    ['  "‸":', 'name": "ink",', '  "name": "ink",'],
  ])('%s and %j', (line, suggestion, accepted) => {
    expect(accept(line, suggestion)).toBe(accepted);
  });
});

describe('fitClosingBrackets inserts a suggestion that ends in another string before the quote', () => {
  it.each([
    ["x = '‸'", "a' + 'b", "x = 'a' + 'b'"],
    ['["‸"]', 'a", "b"', '["a", "b"]'],
    ['["‸"]', 'a", "b', '["a", "b"]'],
    ["f('‸');", "a') + f('b", "f('a') + f('b');"],
    ["x = '‸';", "a'; // don't", "x = 'a'; // don't"],
  ])('%s and %j', (line, suggestion, accepted) => {
    expect(accept(line, suggestion)).toBe(accepted);
  });
});

describe('fitClosingBrackets ignores closing brackets in strings of the suggestion', () => {
  it.each([
    ['foo(‸);', '":)"', 'foo(":)");'],
    ['foo(‸);', '"it\'s :)");', 'foo("it\'s :)");'],
    ['foo(‸);', "'\\')')", "foo('\\')');"],
    ['foo(‸)', '`${a})`);', 'foo(`${a})`);'],
    ['foo(‸)', 'f"{d[\'a\']})")', 'foo(f"{d[\'a\']})")'],
    ['foo(‸)', '"""\n  1) a "b" c\n""")', 'foo("""\n  1) a "b" c\n""")'],
    ['foo(‸)', '"it :) and', 'foo("it :) and)'],
    ['foo(‸)', '`it ${a} :)\n', 'foo(`it ${a} :)\n)'],
    ['s.replace(‸)', "/\\(/g, '')", "s.replace(/\\(/g, '')"],
    ['{‸}', "'a': 1, 'b': '}'}", "{'a': 1, 'b': '}'}"],
  ])('%s and %j', (line, suggestion, accepted) => {
    expect(accept(line, suggestion)).toBe(accepted);
  });
});

describe('fitClosingBrackets begins no string at an apostrophe', () => {
  it.each([
    ['foo(‸)', "a); // don't", "foo(a); // don't"],
    ['foo(‸)', "a, // don't, it's\n  b);", "foo(a, // don't, it's\n  b);"],
    ['foo(‸)', "a, // don't\n  ')', 'b');", "foo(a, // don't\n  ')', 'b');"],
    ['fn foo(‸)', "x: &'a str) -> &'a str", "fn foo(x: &'a str) -> &'a str"],
    ['fn foo<‸>', "'a, T: 'a>(x: &'a T)", "fn foo<'a, T: 'a>(x: &'a T)"],
    ['f(‸)', "b'(', '\\'', 'c');", "f(b'(', '\\'', 'c');"],
    ['f(‸)', "'a'..='z')", "f('a'..='z')"],
  ])('%s and %j', (line, suggestion, accepted) => {
    expect(accept(line, suggestion)).toBe(accepted);
  });
});

describe('fitClosingBrackets in template literals', () => {
  it.each([
    ['x = `${‸}`;', 'a', 'x = `${a}`;'],
    ['x = `${‸}`;', 'a}b', 'x = `${a}b`;'],
    ['x = `${‸}`;', 'a}b`;', 'x = `${a}b`;'],
    ['x = `${‸}`', 'a}b`;', 'x = `${a}b`;'],
    ['foo(`${‸}`)', 'a}!`)', 'foo(`${a}!`)'],
    ['foo(`${‸}`);', 'a} (${b})`);', 'foo(`${a} (${b})`);'],
    ['foo(`‸`)', '<ul>${a.map((b) => `<li>${b}</li>`)}</ul>`)', 'foo(`<ul>${a.map((b) => `<li>${b}</li>`)}</ul>`)'],
    ['print(f"{‸}")', 'name}!")', 'print(f"{name}!")'],
  ])('%s and %j', (line, suggestion, accepted) => {
    expect(accept(line, suggestion)).toBe(accepted);
  });
});

describe('fitClosingBrackets treats angle brackets as brackets when one has to be closed', () => {
  it.each([
    ['Array<‸>', 'string>', 'Array<string>'],
    ['Array<‸>', 'string', 'Array<string>'],
    ['Map<‸>', 'string, Set<number>>();', 'Map<string, Set<number>>();'],
    ['Map<‸>', 'string, () => void>();', 'Map<string, () => void>();'],
    ['f(): Promise<‸> {', 'void> {', 'f(): Promise<void> {'],
    ['f(a: Array<‸>)', 'string>, b = 1 < 2)', 'f(a: Array<string>, b = 1 < 2)'],
    ['if (‸) {', 'a < b && c > d) {', 'if (a < b && c > d) {'],
    ['foo(‸)', '(a) => a > b)', 'foo((a) => a > b)'],
    ['<Foo a="‸">', 'b">', '<Foo a="b">'],
    ['<Foo a="‸">', 'b">text</Foo>', '<Foo a="b">text</Foo>'],
    ['<Foo a={‸}>', 'b > 1}>', '<Foo a={b > 1}>'],
    ['<Foo a={() => ‸}>', 'b < 1}>', '<Foo a={() => b < 1}>'],
    ['<Foo a={`b ${‸}`}>', 'c}`}>', '<Foo a={`b ${c}`}>'],
  ])('%s and %j', (line, suggestion, accepted) => {
    expect(accept(line, suggestion)).toBe(accepted);
  });
});

describe('fitClosingBrackets ends a suggestion before code that follows', () => {
  it.each([
    ['what follows', 'foo(‸, b)', 'a, b);', 'foo(a, b)'],
    ['what follows', '<div>‸</div>', 'text</div>', '<div>text</div>'],
    ['what follows', '<div>‸</div>', "don't {a}</div>", "<div>don't {a}</div>"],
    ['a closer', 'foo(‸, b)', 'a)', 'foo(a, b)'],
    ['a closer', 'foo(‸ + 1)', 'a, b)', 'foo(a, b + 1)'],
    ['a closer', 'foo("‸", b)', 'a", c)', 'foo("a", b)'],
    ['a closer', 'xs.map((‸) => x)', 'x) => x)', 'xs.map((x) => x)'],
    ['a closer', 'new Map<‸>();', 'string, number>();', 'new Map<string, number>();'],
    ['a closer', '<p>{‸}</p>', 'name}</p>', '<p>{name}</p>'],
    ['nothing', 'foo(‸ + 1)', 'bar(a)', 'foo(bar(a) + 1)'],
  ])('%s: %s and %j', (_, line, suggestion, accepted) => {
    expect(accept(line, suggestion)).toBe(accepted);
  });
});

describe('fitClosingBrackets, for any text,', () => {
  const { text: balanced } = fc.letrec<{ text: string; part: string }>((tie) => ({
    text: fc.array(tie('part'), { maxLength: 4 }).map((parts) => parts.join(', ')),
    part: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom('a', '1 < 2', '() => b > c', "':)'", '"it\'s ("', '`${d}]`', 'e ? f : g'),
      tie('text').map((text) => `h(${text})`),
      tie('text').map((text) => `[${text}]`),
      tie('text').map((text) => `{ i: ${text} }`),
    ),
  }));

  it.each(['foo(‸)', 'foo(‸);', 'x = [‸];', 'if (‸) {', 'foo({ a: (‸) });'])(
    'that is balanced gives the same in %s with the closing brackets as without',
    (line) => {
      const { prefix, suffix } = atCursor(line);
      fc.assert(
        fc.property(balanced, (text) => {
          const accepted = `${prefix}${text}${suffix}`;
          expect(accept(line, text)).toBe(accepted);
          expect(accept(line, text + suffix)).toBe(accepted);
        }),
      );
    },
  );

  it('keeps or cuts it, and replaces no more than the rest of the line', () => {
    const soup = fc.string({
      unit: fc.constantFrom(
        '(',
        ')',
        '[',
        ']',
        '{',
        '}',
        '<',
        '>',
        '"',
        "'",
        '`',
        ';',
        ',',
        ':',
        ' ',
        'a',
        '\n',
        '\\',
        '$',
        '=',
      ),
      maxLength: 20,
    });
    fc.assert(
      fc.property(soup, soup, (suggestion, line) => {
        const rest = line.replaceAll('\n', '');
        const { text, replaces } = fitClosingBrackets(suggestion, rest);
        expect(suggestion.slice(0, text.length)).toBe(text);
        expect(rest.slice(0, replaces)).toHaveLength(replaces);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('withoutSharedEnd leaves closing brackets after the cursor in place', () => {
  const shortened = (line: string, suggestion: string) => {
    const { suffix } = atCursor(line);
    return withoutSharedEnd(fitClosingBrackets(suggestion, suffix), suffix);
  };

  it.each([
    ['rows.append(val‸)', 'ues)', 'ues', 0],
    ['rows.append(dict(zip(header,‸)))', ' row)))', ' row', 0],
    ['foo(bar(‸));', 'a);', 'a', 0],
    ['foo("‸")', 'a")', 'a', 0],
    ['x = `${‸}`;', 'a}`;', 'a', 0],
    ['if (‸) {', 'x > 0) {', 'x > 0', 0],
    ['foo(‸ )', 'a )', 'a', 0],
    ['foo(‸)', 'a, () => {\n  b();\n})', 'a, () => {\n  b();\n}', 0],
    ['f(g(‸))', 'a), b)', 'a), b', 1],
    ['foo(‸)', 'a);', 'a);', 1],
    ['foo(‸)', 'bar(a)', 'bar(a)', 0],
    ['foo(‸)', 'a', 'a', 0],
  ])('%s and %j', (line, suggestion, text, replaces) => {
    expect(shortened(line, suggestion)).toEqual({ text, replaces });
  });

  it('without changing the line', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('(', ')', ']', '"', ';', 'a', ' ') }), (suggestion) => {
        for (const line of ['f(‸)', 'f([‸]);', 'f("‸")', 'if (g(‸)) {']) {
          const { prefix, suffix } = atCursor(line);
          const { text, replaces } = shortened(line, suggestion);
          expect(prefix + text + suffix.slice(replaces)).toBe(accept(line, suggestion));
        }
      }),
    );
  });
});
