import { describe, expect, it } from 'vitest';
import { indentation, indentUnit } from '../../../../../src/core/suggest/rules/indentation.js';
import { accept, whole } from '../../../support/rules.js';

describe('indentUnit', () => {
  it.each([
    ['a {\n  b;\n}', '  '],
    ['if a:\n    b', '    '],
    ['a {\n\tb;\n}', '\t'],
    ['a {\n  b {\n    c;', '  '],
    ['a {\n    b;\nc {\n  d;\ne {\n  f;', '  '],
    ['foo(\n        a,', undefined],
    ['a;\nb;', undefined],
  ])('of %j is %j', (text, unit) => {
    expect(indentUnit(text.split('\n'))).toBe(unit);
  });
});

describe('lines are indented as the file’s', () => {
  it.each([
    ['f() {\n  a;\n}\nif (b) {‸', '\n    c;\n    d {\n        e;\n    }\n}', '\n  c;\n  d {\n    e;\n  }\n}'],
    ['f() {\n    a;\n}\nif (b) {‸', '\n  c;\n  d {\n    e;\n  }\n}', '\n    c;\n    d {\n        e;\n    }\n}'],
    ['f() {\n\ta;\n}\nif (b) {‸', '\n  c;\n  d;\n}', '\n\tc;\n\td;\n}'],
    ['f() {\n  a;\n}\nif (b) {‸', '\n\tc;\n\td {\n\t\te;\n\t}\n}', '\n  c;\n  d {\n    e;\n  }\n}'],
    ['f() {\n  a;\n  if (b) {‸\n}', '\n      c;\n      d;\n  }', '\n    c;\n    d;\n  }'],
    ['f() {\n\ta;\n\tif (b) {‸\n}', '\n        c;\n    }', '\n\t\tc;\n\t}'],
    ['if a:\n    b\nif c:‸', '\n  d(\n   e)\n  f', '\n    d(\n     e)\n    f'],
  ])('%j and %j', (marked, suggestion, indented) => {
    expect(accept(indentation, marked, suggestion)).toBe(whole(marked, indented));
  });
});

describe('lines stay as they are', () => {
  it.each([
    ['where they are already so', 'f() {\n  a;\n}\nif (b) {‸', '\n  c;\n}'],
    ['where the file shows no indentation', 'if (b) {‸', '\n    c;\n}'],
    ['where they are aligned', 'f() {\n    a;\n}\nx = foo(‸', 'a,\n        b);'],
    ['where there is one', 'f() {\n  a;\n}\n‸', 'b;'],
  ])('%s: %j and %j', (_, marked, suggestion) => {
    expect(accept(indentation, marked, suggestion)).toBe(whole(marked, suggestion));
  });

  it('inside of strings', () => {
    const marked = 'f() {\n  a;\n}\nif (b) {‸';
    expect(accept(indentation, marked, '\n    c(`\n    d\n`);\n}')).toBe(whole(marked, '\n  c(`\n    d\n`);\n}'));
  });
});
