import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BracketTokens, isMet, needsOf } from '../../../../../src/core/decode/constraints/bracketTokens.js';
import { bytesOf } from '../../../support/bytes.js';
import { scannerOf } from '../../../support/brackets.js';
import { vocabularyOf } from '../../../support/vocabularies.js';

/** What a token needs behind some text. */
const needs = (token: string, behind = '', path = 'a.java'): string[] =>
  needsOf(bytesOf(token), scannerOf(path, behind));

describe('what a token needs', () => {
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
  ])('%s: %j', (token, need) => {
    expect(needs(token)).toEqual([need]);
  });

  it('depends on where it stands', () => {
    expect(needs('")', '"')).toEqual([')']);
    expect(needs(')', '// ')).toEqual(['']);
    expect(needs('\n)', '// ')).toEqual([')']);
    expect(needs('*/)', '/* ')).toEqual([')']);
    expect(needs('/)', '/* *')).toEqual([')']);
    expect(needs("')", '', 'a.rs')).toEqual(['']);
    expect(needs("')", "'a", 'a.rs')).toEqual([')']);
    expect(needs('")', '""', 'a.py')).toEqual(['']);
    expect(needs(')', '""', 'a.py')).toEqual([')']);
  });

  it('depends in a template on which `}` it is', () => {
    expect(needs('}', '', 'a.ts')).toEqual(['}', '$']);
    expect(needs('}`)', '', 'a.ts')).toEqual(['}', '$)']);
    expect(needs('}}', '', 'a.ts')).toEqual(['}}', '}$', '$']);
    expect(needs('${a}`)', '`', 'a.ts')).toEqual([')']);
  });
});

describe('isMet', () => {
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
  ])('says of the need %j where %j may be closed: %s', (need, closable, expected) => {
    expect(isMet(need, closable)).toBe(expected);
  });
});

describe('BracketTokens', () => {
  const words = ['a', ')', ');', '])', '()', '(]', '")', '"', '}', '<|end|>'];
  const tokens = new BracketTokens(vocabularyOf(...words));
  const spell = (ids: Int32Array): string => [...ids.slice().sort()].map((id) => words[id]).join(' ');
  const forbidden = (closable: string, behind = ''): string =>
    spell(tokens.forbidden(scannerOf('a.java', behind), () => closable));

  it('lists what must not be chosen, by the place and by what may be closed', () => {
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

  it('asks for no more of what may be closed than the longest need, and keeps each list', () => {
    const asked: number[] = [];
    const ask = (): Int32Array =>
      tokens.forbidden(scannerOf('a.java'), (length) => {
        asked.push(length);
        return ')|';
      });
    expect(ask()).toBe(ask());
    expect(asked).toEqual([2, 2]);
  });

  it('reads of a token that begins with a piece only what comes behind it', () => {
    const behind = (piece: string, closable: string): string =>
      spell(tokens.forbiddenBehind(bytesOf(piece), scannerOf('a.java', `f(${piece}`), () => closable));
    expect(behind(')', '|')).toBe('');
    expect(behind(']', '|')).toBe('])');
    expect(behind(']', ')|')).toBe('');
    expect(behind('(', '|')).toBe('() (]');
    expect(behind('(', ')|')).toBe('(]');
  });

  it('lists every forbidden token once', () => {
    const closable = fc.string({ unit: fc.constantFrom(')', ']', '}', '$'), maxLength: 4 });
    fc.assert(
      fc.property(closable, fc.constantFrom('|', '|)', '|}', '*'), (open, rest) => {
        const ids = [...tokens.forbidden(scannerOf('a.ts'), () => open + rest)];
        expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
      }),
    );
  });
});
