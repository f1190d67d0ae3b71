import { describe, expect, it } from 'vitest';
import { atRepetition } from '../../../../../src/core/decode/stops/repetition.js';

/** The kept part of a text, or 'continues'. */
function kept(text: string, near: readonly string[] = []): string {
  const stop = atRepetition(near)({ text, added: 0, count: 1 });
  return stop ? text.slice(0, stop.keep) : 'continues';
}

describe('atRepetition', () => {
  it('keeps one turn of a loop', () => {
    expect(kept('isString, isString, isString, ')).toBe('isString, ');
    expect(kept('f(isString, isString, isString, ')).toBe('f(isString, ');
    expect(kept('  f(1);\n  f(1);\n  f(1);\n')).toBe('  f(1);\n');
  });

  it('keeps one turn even when the loop is cut inside one', () => {
    expect(kept('isString, isString, isString, isS')).toBe('isString, ');
  });

  it('requires three turns', () => {
    expect(kept('twelve chars twelve chars ')).toBe('continues');
    expect(kept('twelve chars twelve chars twelve chars ')).toBe('twelve chars ');
  });

  it('requires 24 characters', () => {
    expect(kept('e, e, e, e, e, e, e, ')).toBe('continues');
    expect(kept('e, e, e, e, e, e, e, e, ')).toBe('e, ');
  });

  it('requires 12 of the same character', () => {
    expect(kept('a'.repeat(11))).toBe('continues');
    expect(kept('a'.repeat(12))).toBe('a');
    expect(kept(`a ${'?'.repeat(12)}`)).toBe('a ?');
    expect(kept('é'.repeat(12))).toBe('é');
  });

  it('allows runs of other characters as long as those nearby', () => {
    const rule = '-'.repeat(20);
    expect(kept(rule, ['', `// ${rule}\n`])).toBe('continues');
    expect(kept(`${rule}-`, ['', `// ${rule}\n`])).toBe('-');
    expect(kept('0, '.repeat(8))).toBe('0, ');
    expect(kept('0, '.repeat(8), [`[${'0, '.repeat(8)}0]`])).toBe('continues');
    expect(kept('| --- | --- | --- | --- |\n', ['| --- | --- | --- | --- |\n'])).toBe('continues');
  });

  it('ends a loop of words, whatever is nearby', () => {
    const loop = 'isString, isString, isString, ';
    expect(kept(loop, [loop])).toBe('isString, ');
    expect(kept('x'.repeat(12), ['x'.repeat(100)])).toBe('x');
  });

  it('finds loops of up to 120 characters', () => {
    const line = (length: number): string => `${'abcdefghijklmnopqrstuvwxyz'.repeat(5).slice(0, length - 2)};\n`;
    expect(kept(line(120).repeat(3))).toBe(line(120));
    expect(kept(line(121).repeat(3))).toBe('continues');
  });

  it('ignores a loop that is over', () => {
    expect(kept('isString, isString, isString, x')).toBe('continues');
  });

  it('treats whitespace as indentation', () => {
    expect(kept(`{\n${' '.repeat(40)}`)).toBe('continues');
    expect(kept(`a${'\n'.repeat(100)}`)).toBe('continues');
    expect(kept(`a${' \n'.repeat(100)}`)).toBe('continues');
  });

  it('allows code that resembles other code', () => {
    expect(kept('a.x = b.x;\na.y = b.y;\na.z = b.z;\n')).toBe('continues');
  });
});
