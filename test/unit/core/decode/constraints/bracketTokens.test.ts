import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BracketTokens,
  closersFit,
  requiredClosers,
  type ClosableBrackets,
  type RequiredClosers,
} from '../../../../../src/core/decode/constraints/bracketTokens.js';
import { bytesOf } from '../../../support/bytes.js';
import { scannerOf } from '../../../support/brackets.js';
import { vocabularyOf } from '../../../support/vocabularies.js';

const codesOf = (closers: string): number[] => Array.from({ length: closers.length }, (_, i) => closers.charCodeAt(i));

/** Closers as text: `$` for a template's `}`, and `!` after them for a mismatch. */
const requiredOf = (text: string): RequiredClosers => ({
  closers: codesOf(text.replace('!', '')),
  isMismatched: text.endsWith('!'),
});

/** Closable brackets as text: closers, and `|` with the suffix's closer or `*` where it is unknown what is open. */
function closableOf(text: string): ClosableBrackets {
  const [, closers, end] = /^([^*|]*)([*|]?.?)$/.exec(text)!;
  const suffixCloser = end!.startsWith('|') && end!.length > 1 ? end!.charCodeAt(1) : 0;
  return { closers: codesOf(closers!), isOutsideUnknown: end === '*', suffixCloser };
}

/** The closers that a token requires after some text, as text. */
const requiredBy = (token: string, before = '', path = 'a.java'): string[] =>
  requiredClosers(bytesOf(token), scannerOf(path, before)).map(
    ({ closers, isMismatched }) => String.fromCharCode(...closers) + (isMismatched ? '!' : ''),
  );

describe('requiredClosers', () => {
  it.each([
    [');', ')'],
    ['])', '])'],
    ['() =>', ''],
    [')(', ')'],
    ['()[', ''],
    ['} else {', '}'],
    ['}){', '})'],
    ['(]', '!'],
    [')(]', ')!'],
    ['")', ''],
    [' // )', ''],
    ['foo', ''],
  ])('reads %s as %j', (token, need) => {
    expect(requiredBy(token)).toEqual([need]);
  });

  it('depends on the text before', () => {
    expect(requiredBy('")', '"')).toEqual([')']);
    expect(requiredBy(')', '// ')).toEqual(['']);
    expect(requiredBy('\n)', '// ')).toEqual([')']);
    expect(requiredBy('*/)', '/* ')).toEqual([')']);
    expect(requiredBy('/)', '/* *')).toEqual([')']);
    expect(requiredBy("')", '', 'a.rs')).toEqual(['']);
    expect(requiredBy("')", "'a", 'a.rs')).toEqual([')']);
    expect(requiredBy('")', '""', 'a.py')).toEqual(['']);
    expect(requiredBy(')', '""', 'a.py')).toEqual([')']);
  });

  it('returns both readings of a `}` in a language with templates', () => {
    expect(requiredBy('}', '', 'a.ts')).toEqual(['}', '$']);
    expect(requiredBy('}`)', '', 'a.ts')).toEqual(['}', '$)']);
    expect(requiredBy('}}', '', 'a.ts')).toEqual(['}}', '}$', '$']);
    expect(requiredBy('${a}`)', '`', 'a.ts')).toEqual([')']);
  });
});

describe('closersFit', () => {
  it.each([
    ['', '|', true],
    [')', ')|', true],
    [')', ']|', false],
    [')', '|', false],
    [')', '|)', true],
    [')', '|]', false],
    ['))', ')|)', true],
    ['))', ')|', false],
    ['))', ')]', false],
    [')]', '*', true],
    [')]', ')*', true],
    [')', ']*', false],
    ['!', '*', false],
    [')!', '|)', true],
    [')!', ')|)', false],
    ['$)', '$)|', true],
    ['$)', '$|', false],
    // The other reading of the token decides.
    ['})', '$|', true],
    ['$)', '}|', true],
    ['$', '|}', true],
    ['$', ')|', false],
  ])('compares %j with the closable %j: %s', (need, closable, expected) => {
    expect(closersFit(requiredOf(need), closableOf(closable))).toBe(expected);
  });
});

describe('BracketTokens', () => {
  const words = ['a', ')', ');', '])', '()', '(]', '")', '"', '}', '<|end|>'];
  const tokens = new BracketTokens(vocabularyOf(...words));
  const spell = (ids: Int32Array): string => [...ids.slice().sort()].map((id) => words[id]).join(' ');
  const forbidden = (closable: string, textBefore = ''): string =>
    spell(tokens.forbidden(scannerOf('a.java', textBefore), () => closableOf(closable)));

  it('lists the forbidden tokens by position and by what may be closed', () => {
    expect(forbidden('|')).toBe(') ); ]) (] }');
    expect(forbidden(')|')).toBe(']) (] }');
    expect(forbidden('])|')).toBe(') ); (] }');
    expect(forbidden(']|')).toBe(') ); ]) (] }');
    expect(forbidden('|)')).toBe(']) (] }');
    expect(forbidden('*')).toBe('(]');
    expect(forbidden('|', '"')).toBe('")');
    expect(forbidden(')|', '"')).toBe('');
    expect(forbidden('|', '// ')).toBe('');
  });

  it('requests at most as many closing brackets as a token can have, and caches each list', () => {
    const asked: number[] = [];
    const ask = (): Int32Array =>
      tokens.forbidden(scannerOf('a.java'), (length) => {
        asked.push(length);
        return closableOf(')|');
      });
    expect(ask()).toBe(ask());
    expect(asked).toEqual([2, 2]);
  });

  it('considers only what comes after the piece in tokens that start with it', () => {
    const after = (piece: string, closable: string): string =>
      spell(tokens.forbiddenAfter(bytesOf(piece), scannerOf('a.java', `f(${piece}`), () => closableOf(closable)));
    expect(after(')', '|')).toBe('');
    expect(after(']', '|')).toBe('])');
    expect(after(']', ')|')).toBe('');
    expect(after('(', '|')).toBe('() (]');
    expect(after('(', ')|')).toBe('(]');
  });

  it('lists every forbidden token once', () => {
    const closable = fc.string({ unit: fc.constantFrom(')', ']', '}', '$'), maxLength: 4 });
    fc.assert(
      fc.property(closable, fc.constantFrom('|', '|)', '|}', '*'), (open, rest) => {
        const ids = [...tokens.forbidden(scannerOf('a.ts'), () => closableOf(open + rest))];
        expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
      }),
    );
  });
});
