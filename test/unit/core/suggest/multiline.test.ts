import { describe, expect, it } from 'vitest';
import { modeAt, isMultilineAt } from '../../../../src/core/suggest/multiline.js';
import { atCursor } from '../../support/cursor.js';

const rangeAt = (path: string | undefined, marked: string, isExplicit = false): string =>
  isMultilineAt({ ...atCursor(marked), path }, isExplicit);

describe('isMultilineAt returns a block', () => {
  it.each([
    ['after a brace', 'a.ts', 'function f() {‸\n'],
    ['after a brace and a space', 'a.ts', 'function f() { ‸\n'],
    ['between braces', 'a.ts', 'function f() {‸}\n'],
    ['between braces in a call', 'a.ts', 'foo(() => {‸});\n'],
    ['after an arrow', 'a.ts', 'const f = () =>‸\n'],
    ['after an opened list of arguments', 'a.ts', 'foo(‸\n'],
    ['after an opened list', 'a.py', 'x = [‸\n'],
    ['after a colon in Python', 'a.py', 'def f(a: int) -> int:‸\n'],
    ['after a private name', 'a.ts', 'this.#f = () => {‸\n'],
    ['after a line with a comment', 'a.py', 'if a:  # why\n    ‸'],
    ['after `else:`', 'a.py', 'if a:\n    b\nelse:‸\n'],
    ['after a label', 'a.ts', 'switch (a) {\n  case 1:‸\n}'],
    ['after `do`', 'a.rb', 'list.each do |a|‸\n'],
    ['after a method’s head', 'a.rb', 'def total(a)‸\n'],
    ['after `then`', 'a.sh', 'if a; then‸\n'],
    ['with only closing brackets below', 'a.ts', 'class A {\n  f() {‸\n}'],
  ])('%s: %s', (_, path, marked) => {
    expect(rangeAt(path, marked)).toBe('block');
  });

  it.each([
    ['in the empty body of a function', 'a.ts', 'function f() {\n  ‸\n}\n'],
    ['in the empty body at the end', 'a.ts', 'function f() {\n  ‸'],
    ['in the empty body of a method', 'a.ts', 'class A {\n  f() {\n    ‸\n  }\n\n  g() {\n    a();\n  }\n}'],
    ['after a brace on its own line', 'A.java', 'void f()\n{\n    ‸\n}'],
    ['in the empty body of Python', 'a.py', 'def f():\n    ‸\n\ndef g():\n    pass\n'],
    ['after the docstring', 'a.py', 'def f():\n    """Adds."""\n    ‸\n'],
    ['after a docstring of several lines', 'a.py', 'def f():\n    """Adds.\n\n    Well.\n    """\n    ‸\n'],
    ['after a directive', 'a.c', 'int f() {\n#ifdef A\n    ‸\n}'],
    ['after a comment that describes it', 'a.ts', 'function f() {\n  // Adds.\n  ‸\n}'],
    ['after the end of a head of several lines', 'a.ts', 'function f(\n  a: A,\n): B {\n  ‸\n}'],
    ['with tabs', 'a.go', 'func f() {\n\t‸\n}'],
  ])('%s: %s', (_, path, marked) => {
    expect(rangeAt(path, marked)).toBe('block');
  });

  it.each([
    ['on a line', 'a.ts', 'const a = ‸\n'],
    ['on an empty line', 'a.ts', 'a();\n‸\n'],
    ['in a body that has something', 'a.ts', 'function f() {\n  a();\n  ‸\n}'],
  ])('on explicit request, %s: %s', (_, path, marked) => {
    expect([rangeAt(path, marked), rangeAt(path, marked, true)]).toEqual(['line', 'block']);
  });
});

describe('isMultilineAt returns a line', () => {
  it.each([
    ['after code', 'a.ts', 'const a = ‸\n'],
    ['in a call', 'a.ts', 'foo(‸)\n'],
    ['on an empty line after code', 'a.ts', 'function f() {\n  a();\n  ‸\n}'],
    ['after a colon of a type', 'a.ts', 'const a:‸\n'],
    ['after a colon of a dict', 'a.py', 'x = {"a":‸\n'],
    ['after a body above', 'a.ts', 'function f() {\n  a();\n}\n‸\n'],
    ['before a body', 'a.ts', 'function f() {‸\n  a();\n}'],
    ['before the rest of a body', 'a.ts', 'function f() {\n  ‸\n  a();\n}'],
    ['before a body of Python', 'a.py', 'def f():\n    ‸\n    return 1\n'],
    ['after a decrement', 'a.ts', 'function f() {\n  --i;\n  ‸\n}'],
    ['after a pointer', 'a.c', 'int f() {\n  *p = 1;\n  ‸\n}'],
    ['after an attribute', 'a.rs', 'struct A {\n    #[serde(default)]\n    ‸\n}'],
    ['not indented', 'a.ts', 'function f() {\n‸\n}'],
  ])('%s: %s', (_, path, marked) => {
    expect(rangeAt(path, marked)).toBe('line');
  });

  it.each([
    ['in a comment', 'a.ts', '// foo {‸\n'],
    ['in a string', 'a.ts', 'x = "foo {‸"\n'],
    ['before a body', 'a.ts', 'if (a) {‸\n  b();\n}'],
    ['in data', 'a.json', '{\n  "a": {‸\n'],
    ['in a language of which nothing is known', 'a.md', '# Title {‸\n'],
    ['in a file without a name', undefined, 'function f() {‸\n'],
  ])('even on explicit request, %s: %s', (_, path, marked) => {
    expect([rangeAt(path, marked), rangeAt(path, marked, true)]).toEqual(['line', 'line']);
  });
});

it('modeAt follows a setting other than auto', () => {
  const [opened, plain] = ['f() {‸\n', 'x = ‸\n'].map((marked) => ({ ...atCursor(marked), path: 'a.ts' }));
  expect([modeAt('auto', opened!, false), modeAt('auto', plain!, false)]).toEqual(['block', 'line']);
  expect([modeAt('line', opened!, true), modeAt('block', plain!, false)]).toEqual(['line', 'block']);
});
