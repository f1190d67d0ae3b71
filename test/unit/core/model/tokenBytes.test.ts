import { describe, expect, it } from 'vitest';
import { tokenBytesOf } from '../../../../src/core/model/tokenBytes.js';
import { bytesOf } from '../../support/bytes.js';

function range(first: string, last: string): string[] {
  const from = first.charCodeAt(0);
  return Array.from({ length: last.charCodeAt(0) - from + 1 }, (_, n) => String.fromCharCode(from + n));
}

describe('a byte-level vocabulary', () => {
  const toBytes = tokenBytesOf(new Map([['a', 0]]));

  it.each([
    ['return', 'return'],
    ['Ġfoo', ' foo'],
    ['Ċ', '\n'],
    ['ĉĉ', '\t\t'],
    ['ĠĠĠĠ', '    '],
    ['čĊ', '\r\n'],
    ['Ã¤', 'ä'],
    ['ðŁĺĢ', '😀'],
    ['', ''],
  ])('spells %j as %j', (entry, text) => {
    expect([...toBytes(entry)]).toEqual([...bytesOf(text)]);
  });

  it('has each of the 256 bytes once', () => {
    const alphabet = [...range('!', '~'), ...range('¡', '¬'), ...range('®', 'Ń')];
    const bytes = alphabet.flatMap((character) => [...toBytes(character)]);
    expect(bytes.sort((a, b) => a - b)).toEqual(Array.from({ length: 256 }, (_, byte) => byte));
  });

  it('keeps entries with characters outside the alphabet, such as added tokens', () => {
    expect([...toBytes('a b')]).toEqual([...bytesOf('a b')]);
    expect([...toBytes('▁Ġ')]).toEqual([...bytesOf('▁Ġ')]);
  });
});

describe('a vocabulary with byte pieces', () => {
  const toBytes = tokenBytesOf(new Map([['<0x0A>', 0]]));

  it.each([
    ['return', 'return'],
    ['▁foo', ' foo'],
    ['▁▁▁', '   '],
    ['<0x0A>', '\n'],
    ['ä', 'ä'],
    ['Ġ', 'Ġ'],
    ['<0x0A>x', '<0x0A>x'],
  ])('spells %j as %j', (entry, text) => {
    expect([...toBytes(entry)]).toEqual([...bytesOf(text)]);
  });

  it('spells bytes that are not valid text', () => {
    expect([...toBytes('<0xF0>')]).toEqual([0xf0]);
  });
});
