import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeAsText } from '../../../../src/core/prompt/encode.js';

const special = ['<|endoftext|>', '<|end', '[MASK]'];

/** As tokenizer libraries do: where a special token is spelled its id, −1, −2 or −3; else the code of each unit. */
function library(text: string): number[] {
  const ids: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const found = special.findIndex((spelling) => text.startsWith(spelling, at));
    ids.push(found < 0 ? text.charCodeAt(at) : -1 - found);
    if (found >= 0) at += special[found]!.length - 1;
  }
  return ids;
}

const units = (text: string): number[] => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));

describe('encodeAsText', () => {
  const encode = encodeAsText(library, special);

  it.each(['<|endoftext|>', 'a <|endoftext|> b', '<|endoftext|><|endoftext|>', '<<|endoftext|>', '<|end', '[MASK]'])(
    'reads %j as text',
    (text) => {
      expect(library(text).some((id) => id < 0)).toBe(true);
      expect(encode(text)).toEqual(units(text));
    },
  );

  it('encodes any text as plain text', () => {
    const text = fc.string({ unit: fc.constantFrom('<', '|', '<|', 'end', 'oftext', '|>', '[MASK]', '😀', '\n') });
    fc.assert(
      fc.property(text, (whole) => {
        expect(encode(whole)).toEqual(units(whole));
      }),
    );
  });

  it('passes a text without special tokens to the tokenizer as a whole', () => {
    const asked: string[] = [];
    const watched = encodeAsText((text) => (asked.push(text), []), special);
    watched('a < b | c');
    watched('a <|end b');
    expect(asked).toEqual(['a < b | c', 'a <', '|end b']);
  });

  it('returns the tokenizer itself without special tokens', () => {
    expect(encodeAsText(library, [])).toBe(library);
  });
});
