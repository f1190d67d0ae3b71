import { describe, expect, it } from 'vitest';
import {
  indentUnit,
  matchIndentation,
  moveClosingBracketBelow,
  trimTrailingWhitespace,
} from '../../../../../src/core/suggest/rules/whitespace.js';
import { accept, whole } from '../../../support/rules.js';

it.each([
  ['a; \t', 'x = a;‸'],
  ['a;\n\n', 'x = a;‸'],
  ['a;  \n  b;\t\n', 'x = a;\n  b;‸'],
  ['  a', 'x =   a‸'],
  ['a;\n  b', 'x = a;\n  b‸'],
  [' \n', 'nothing'],
])('trimTrailingWhitespace trims %j', (suggestion, accepted) => {
  expect(accept(trimTrailingWhitespace, 'x = ‸', suggestion)).toBe(accepted);
});

describe('indentUnit', () => {
  it.each([
    ['a {\n  b;\n}', '  '],
    ['if a:\n    b', '    '],
    ['a {\n\tb;\n}', '\t'],
    ['a {\n  b {\n    c;', '  '],
    ['a {\n    b;\nc {\n  d;\ne {\n  f;', '  '],
    ['foo(\n        a,', undefined],
    ['a;\nb;', undefined],
  ])('finds the unit of %j: %j', (text, unit) => {
    expect(indentUnit(text.split('\n'))).toBe(unit);
  });
});

describe('matchIndentation', () => {
  it.each([
    ['f() {\n  a;\n}\nif (b) {‸', '\n    c;\n    d {\n        e;\n    }\n}', '\n  c;\n  d {\n    e;\n  }\n}'],
    ['f() {\n    a;\n}\nif (b) {‸', '\n  c;\n  d {\n    e;\n  }\n}', '\n    c;\n    d {\n        e;\n    }\n}'],
    ['f() {\n\ta;\n}\nif (b) {‸', '\n  c;\n  d;\n}', '\n\tc;\n\td;\n}'],
    ['f() {\n  a;\n}\nif (b) {‸', '\n\tc;\n\td {\n\t\te;\n\t}\n}', '\n  c;\n  d {\n    e;\n  }\n}'],
    ['f() {\n  a;\n  if (b) {‸\n}', '\n      c;\n      d;\n  }', '\n    c;\n    d;\n  }'],
    ['f() {\n\ta;\n\tif (b) {‸\n}', '\n        c;\n    }', '\n\t\tc;\n\t}'],
    ['if a:\n    b\nif c:‸', '\n  d(\n   e)\n  f', '\n    d(\n     e)\n    f'],
  ])('indents lines as the file does: %j and %j', (marked, suggestion, indented) => {
    expect(accept(matchIndentation, marked, suggestion)).toBe(whole(marked, indented));
  });

  it.each([
    ['where they match already', 'f() {\n  a;\n}\nif (b) {‸', '\n  c;\n}'],
    ['where the file shows no indentation', 'if (b) {‸', '\n    c;\n}'],
    ['where they are aligned', 'f() {\n    a;\n}\nx = foo(‸', 'a,\n        b);'],
    ['where there is only one', 'f() {\n  a;\n}\n‸', 'b;'],
  ])('keeps lines %s: %j and %j', (_, marked, suggestion) => {
    expect(accept(matchIndentation, marked, suggestion)).toBe(whole(marked, suggestion));
  });

  it('keeps lines inside strings', () => {
    const marked = 'f() {\n  a;\n}\nif (b) {‸';
    expect(accept(matchIndentation, marked, '\n    c(`\n    d\n`);\n}')).toBe(whole(marked, '\n  c(`\n    d\n`);\n}'));
  });
});

it.each([
  ['f() {‸}', '\n  a();', 'f() {\n  a();\n‸}'],
  ['  f(() => {‸});', '\n    a({});', '  f(() => {\n    a({});\n  ‸});'],
  ['\tx = [‸];', '\n\t\t1,', '\tx = [\n\t\t1,\n\t‸];'],
])('moveClosingBracketBelow moves the bracket below a block: %j and %j', (marked, suggestion, accepted) => {
  expect(accept(moveClosingBracketBelow, marked, suggestion)).toBe(accepted);
});

it.each([
  ['f() {‸}', '\n  a();\n}'],
  ['f(() => {‸});', '\n  a();\n});'],
  ['f() {‸}', ' a();'],
  ['f(‸)', 'a, b'],
  ['f() {‸', '\n  a();'],
  ['f() {‸ // why', '\n  a();'],
])('moveClosingBracketBelow leaves the bracket where it is: %j and %j', (marked, suggestion) => {
  expect(accept(moveClosingBracketBelow, marked, suggestion)).toBe(whole(marked, suggestion));
});
