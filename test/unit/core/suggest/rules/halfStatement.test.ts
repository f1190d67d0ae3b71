import { describe, expect, it } from 'vitest';
import { halfStatement } from '../../../../../src/core/suggest/rules/halfStatement.js';
import { accept, whole } from '../../../support/rules.js';

const atLimit = (marked: string, suggestion: string, path = 'a.ts'): string =>
  accept(halfStatement, marked, suggestion, { stop: 'limit', path });

describe('a line at the limit ends', () => {
  it.each([
    ['with a whole word', 'x = ‸', 'one + two + thre', 'x = one + two‸'],
    ['with a whole argument', 'f(‸', 'one, two, "', 'f(one, two‸'],
    ['with a whole argument', 'f(‸', 'one, g(', 'f(one, g‸'],
    ['with a whole word of a sentence', '// ‸', 'Adds two number', '// Adds two‸'],
    ['before what calls for more', 'x = ‸', 'a.b.', 'x = a.b‸'],
    ['after a closed bracket', 'x = ‸', 'f(a)', 'x = f(a)‸'],
    ['after a statement', 'x = ‸', 'f(a);', 'x = f(a);‸'],
    ['with the only word that there is', 'x = ‸', 'someth', 'x = someth‸'],
  ])('%s: %j and %j', (_, marked, suggestion, accepted) => {
    expect(atLimit(marked, suggestion)).toBe(accepted);
  });

  it('with nothing where there is no word', () => {
    expect(atLimit('x = ‸', '((')).toBe('nothing');
  });
});

describe('lines at the limit end', () => {
  it.each([
    ['before half a line', 'if (a) {‸', '\n  b();\n  c(', 'if (a) {\n  b();‸'],
    ['with a whole one', 'if (a) {‸', '\n  b();\n  c();', 'if (a) {\n  b();\n  c();‸'],
    ['before what is left open', 'if (a) {‸', '\n  b();\n  if (c) {\n    d();\n', 'if (a) {\n  b();‸'],
    ['after what is closed again', '‸', 'if (a) {\n  b();\n}\nc', 'if (a) {\n  b();\n}‸'],
    ['before a comment on what did not come', '‸', 'a();\n\n// Now b:\nb', 'a();‸'],
    ['before a line that goes on', '‸', 'a();\nb =\n  c', 'a();‸'],
    [
      'before the body of what took the place of a bracket',
      'for (const ‸',
      'a of b) {\n  c();\n  d',
      'for (const a of b) {‸',
    ],
    ['with the first one where all are open', 'x = ‸', '{\n  a: {\n    b: 1,\n    c', 'x = {‸'],
  ])('%s: %j and %j', (_, marked, suggestion, accepted) => {
    expect(atLimit(marked, suggestion)).toBe(accepted);
  });

  it('before a clause without a body', () => {
    expect(atLimit('def f():‸', '\n    a = 1\n    if a:\n        re', 'a.py')).toBe('def f():\n    a = 1‸');
  });
});

it.each(['newline', 'block', 'end', 'suffix'] as const)('what ended by %s is whole', (stop) => {
  expect(accept(halfStatement, 'x = ‸', 'one + tw', { stop })).toBe(whole('x = ‸', 'one + tw'));
});

it.each(['limit', 'context', 'repetition'] as const)('what ended by %s is not', (stop) => {
  expect(accept(halfStatement, 'x = ‸', 'one + tw', { stop })).toBe('x = one‸');
});
