import { describe, expect, it } from 'vitest';
import { modeAt, isMultilineAt } from '../../../../src/core/suggest/multiline.js';
import { atCursor } from '../../support/cursor.js';

const reach = (path: string | undefined, marked: string, isExplicit = false): string =>
  isMultilineAt({ ...atCursor(marked), path }, isExplicit);

describe('a suggestion may go on past its line', () => {
  it.each([
    ['behind a brace', 'a.ts', 'function f() {‸\n'],
    ['behind a brace and a blank', 'a.ts', 'function f() { ‸\n'],
    ['between braces', 'a.ts', 'function f() {‸}\n'],
    ['between braces in a call', 'a.ts', 'foo(() => {‸});\n'],
    ['behind an arrow', 'a.ts', 'const f = () =>‸\n'],
    ['behind an opened list of arguments', 'a.ts', 'foo(‸\n'],
    ['behind an opened list', 'a.py', 'x = [‸\n'],
    ['behind a colon in Python', 'a.py', 'def f(a: int) -> int:‸\n'],
    ['behind a private name', 'a.ts', 'this.#f = () => {‸\n'],
    ['behind a line with a comment', 'a.py', 'if a:  # why\n    ‸'],
    ['behind `else:`', 'a.py', 'if a:\n    b\nelse:‸\n'],
    ['behind a label', 'a.ts', 'switch (a) {\n  case 1:‸\n}'],
    ['behind `do`', 'a.rb', 'list.each do |a|‸\n'],
    ['behind a method’s head', 'a.rb', 'def total(a)‸\n'],
    ['behind `then`', 'a.sh', 'if a; then‸\n'],
    ['with only closers below', 'a.ts', 'class A {\n  f() {‸\n}'],
    ['with CRLF', 'a.ts', 'class A {\r\n  f() {‸\r\n}'],
  ])('%s: %s', (_, path, marked) => {
    expect(reach(path, marked)).toBe('block');
  });

  it.each([
    ['in the empty body of a function', 'a.ts', 'function f() {\n  ‸\n}\n'],
    ['in the empty body at the end', 'a.ts', 'function f() {\n  ‸'],
    ['in the empty body of a method', 'a.ts', 'class A {\n  f() {\n    ‸\n  }\n\n  g() {\n    a();\n  }\n}'],
    ['behind a brace of its own', 'A.java', 'void f()\n{\n    ‸\n}'],
    ['in the empty body of Python', 'a.py', 'def f():\n    ‸\n\ndef g():\n    pass\n'],
    ['behind the docstring', 'a.py', 'def f():\n    """Adds."""\n    ‸\n'],
    ['behind a docstring of several lines', 'a.py', 'def f():\n    """Adds.\n\n    Well.\n    """\n    ‸\n'],
    ['behind a comment that describes it', 'a.ts', 'function f() {\n  // Adds.\n  ‸\n}'],
    ['behind the end of a head of several lines', 'a.ts', 'function f(\n  a: A,\n): B {\n  ‸\n}'],
    ['with tabs', 'a.go', 'func f() {\n\t‸\n}'],
  ])('%s: %s', (_, path, marked) => {
    expect(reach(path, marked)).toBe('block');
  });

  it.each([
    ['on a line', 'a.ts', 'const a = ‸\n'],
    ['on a blank line', 'a.ts', 'a();\n‸\n'],
    ['in a body that has something', 'a.ts', 'function f() {\n  a();\n  ‸\n}'],
  ])('where a person asks, %s: %s', (_, path, marked) => {
    expect([reach(path, marked), reach(path, marked, true)]).toEqual(['line', 'block']);
  });
});

describe('a suggestion ends with its line', () => {
  it.each([
    ['behind code', 'a.ts', 'const a = ‸\n'],
    ['in a call', 'a.ts', 'foo(‸)\n'],
    ['on a blank line behind code', 'a.ts', 'function f() {\n  a();\n  ‸\n}'],
    ['behind a colon of a type', 'a.ts', 'const a:‸\n'],
    ['behind a colon of a dict', 'a.py', 'x = {"a":‸\n'],
    ['behind a body above', 'a.ts', 'function f() {\n  a();\n}\n‸\n'],
    ['before a body', 'a.ts', 'function f() {‸\n  a();\n}'],
    ['before the rest of a body', 'a.ts', 'function f() {\n  ‸\n  a();\n}'],
    ['before a body of Python', 'a.py', 'def f():\n    ‸\n    return 1\n'],
    ['not indented', 'a.ts', 'function f() {\n‸\n}'],
  ])('%s: %s', (_, path, marked) => {
    expect(reach(path, marked)).toBe('line');
  });

  it.each([
    ['in a comment', 'a.ts', '// foo {‸\n'],
    ['in a string', 'a.ts', 'x = "foo {‸"\n'],
    ['before a body', 'a.ts', 'if (a) {‸\n  b();\n}'],
    ['in data', 'a.json', '{\n  "a": {‸\n'],
    ['in a language of which nothing is known', 'a.md', '# Title {‸\n'],
    ['in a file without a name', undefined, 'function f() {‸\n'],
  ])('whoever asks, %s: %s', (_, path, marked) => {
    expect([reach(path, marked), reach(path, marked, true)]).toEqual(['line', 'line']);
  });
});

it('a setting says it for every place', () => {
  const [opened, plain] = ['f() {‸\n', 'x = ‸\n'].map((marked) => ({ ...atCursor(marked), path: 'a.ts' }));
  expect([modeAt('auto', opened!, false), modeAt('auto', plain!, false)]).toEqual(['block', 'line']);
  expect([modeAt('line', opened!, true), modeAt('block', plain!, false)]).toEqual(['line', 'block']);
});
