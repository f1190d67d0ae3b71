import { describe, expect, it } from 'vitest';
import { cutUnfinishedStatement, dropTextBelowLine } from '../../../../../src/core/suggest/rules/boundaries.js';
import { accept, whole } from '../../../support/rules.js';

describe('dropTextBelowLine', () => {
  it.each(['\nfoo();', '  \n  foo();'])('drops a suggestion that begins on the next line: %j', (suggestion) => {
    expect(accept(dropTextBelowLine, 'x = ‸', suggestion)).toBe('nothing');
  });

  it.each(['if (a) {‸', 'foo(‸', 'x = [‸', 'if a:‸', '() =>‸', 'if (a) { \t‸'])(
    'keeps it after a line that opens a block: %j',
    (marked) => {
      expect(accept(dropTextBelowLine, marked, '\n  a')).toBe(marked.replace('‸', '\n  a‸'));
    },
  );

  it.each(['foo()‸', 'x = [1]‸', '}‸', 'x =‸', 'a >‸', 'a,‸', 'if (a) {\n‸', '‸'])('drops it after %j', (marked) => {
    expect(accept(dropTextBelowLine, marked, '\n  a')).toBe('nothing');
  });
});

const acceptAtLimit = (marked: string, suggestion: string, path = 'a.ts'): string =>
  accept(cutUnfinishedStatement, marked, suggestion, { stop: 'limit', path });

describe('cutUnfinishedStatement at the token limit, within a line', () => {
  it.each([
    ['with a whole word', 'x = ‸', 'one + two + thre', 'x = one + two‸'],
    ['with a whole argument', 'f(‸', 'one, two, "', 'f(one, two‸'],
    ['with a whole argument', 'f(‸', 'one, g(', 'f(one, g‸'],
    ['with a whole word of a sentence', '// ‸', 'Adds two number', '// Adds two‸'],
    ['before an operator', 'x = ‸', 'a.b.', 'x = a.b‸'],
    ['after a closed bracket', 'x = ‸', 'f(a)', 'x = f(a)‸'],
    ['after a statement', 'x = ‸', 'f(a);', 'x = f(a);‸'],
    ['with the only word', 'x = ‸', 'someth', 'x = someth‸'],
  ])('ends the text %s: %j and %j', (_, marked, suggestion, accepted) => {
    expect(acceptAtLimit(marked, suggestion)).toBe(accepted);
  });

  it('drops a text without a word', () => {
    expect(acceptAtLimit('x = ‸', '((')).toBe('nothing');
  });
});

describe('cutUnfinishedStatement at the token limit, over several lines', () => {
  it.each([
    ['before an incomplete line', 'if (a) {‸', '\n  b();\n  c(', 'if (a) {\n  b();‸'],
    ['with a complete line', 'if (a) {‸', '\n  b();\n  c();', 'if (a) {\n  b();\n  c();‸'],
    ['before a block that is left open', 'if (a) {‸', '\n  b();\n  if (c) {\n    d();\n', 'if (a) {\n  b();‸'],
    ['after a block that is closed', '‸', 'if (a) {\n  b();\n}\nc', 'if (a) {\n  b();\n}‸'],
    ['before a comment on code that was not decoded', '‸', 'a();\n\n// Now b:\nb', 'a();‸'],
    ['before a line that continues', '‸', 'a();\nb =\n  c', 'a();‸'],
    [
      'before the body of a statement that replaces a bracket',
      'for (const ‸',
      'a of b) {\n  c();\n  d',
      'for (const a of b) {‸',
    ],
    ['with the first line where all leave a bracket open', 'x = ‸', '{\n  a: {\n    b: 1,\n    c', 'x = {‸'],
  ])('ends the text %s: %j and %j', (_, marked, suggestion, accepted) => {
    expect(acceptAtLimit(marked, suggestion)).toBe(accepted);
  });

  it('ends the text before a clause without a body', () => {
    expect(acceptAtLimit('def f():‸', '\n    a = 1\n    if a:\n        re', 'a.py')).toBe('def f():\n    a = 1‸');
  });
});

it.each(['newline', 'block', 'end', 'suffix'] as const)(
  'cutUnfinishedStatement keeps a text that ended by %s',
  (stop) => {
    expect(accept(cutUnfinishedStatement, 'x = ‸', 'one + tw', { stop })).toBe(whole('x = ‸', 'one + tw'));
  },
);

it.each(['limit', 'context', 'repetition'] as const)('cutUnfinishedStatement cuts a text that ended by %s', (stop) => {
  expect(accept(cutUnfinishedStatement, 'x = ‸', 'one + tw', { stop })).toBe('x = one‸');
});
