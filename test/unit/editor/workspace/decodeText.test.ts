import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../src/editor/workspace/files/decodeText.js';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const latin1 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the text of a file', () => {
  it.each([
    ['windows1252', latin1('"Gr\xfc\xdfe"'), '"Grüße"'],
    ['iso88591', latin1('Caf\xe9'), 'Café'],
    ['utf8', utf8('"Grüße"'), '"Grüße"'],
    ['utf8bom', utf8('\uFEFFa ü'), 'a ü'],
    ['shiftjis', bytes(0x82, 0xa0), 'あ'],
    ['eucjp', bytes(0xa4, 0xa2), 'あ'],
    ['gb18030', bytes(0xc4, 0xe3), '你'],
    ['koi8r', bytes(0xf0), 'П'],
    ['cp866', bytes(0x8f), 'П'],
    ['utf16le', Uint8Array.from(Buffer.from('aü', 'utf16le')), 'aü'],
  ])('is decoded as %s says', async (encoding, content, text) => {
    expect(await decodeText(content, encoding)).toBe(text);
  });

  it('is decoded as its byte order mark says, whatever the setting says', async () => {
    expect(await decodeText(utf8('\uFEFFa ü'), 'windows1252')).toBe('a ü');
    expect(await decodeText(bytes(0xff, 0xfe, 0x61, 0, 0xfc, 0), 'utf8')).toBe('aü');
    expect(await decodeText(bytes(0xfe, 0xff, 0, 0x61, 0, 0xfc), 'utf8')).toBe('aü');
  });

  it.each([
    ['bytes of another encoding', latin1('"Gr\xfc\xdfe"'), 'utf8'],
    ['a zero byte', utf8('a\0ü'), 'utf8'],
    ['half a character', bytes(0x82), 'shiftjis'],
    ['bytes that the encoding has no character for', bytes(0x41, 0x81), 'windows1252'],
    ['an odd number of bytes', bytes(0xff, 0xfe, 0x61), 'utf8'],
    ['an encoding that is not known', bytes(0x41, 0xe9), 'cp437'],
  ])('is left out with %s', async (_, content, encoding) => {
    expect(await decodeText(content, encoding)).toBeUndefined();
  });

  it('is not asked of the editor where it is ASCII', async () => {
    const decode = (): never => {
      throw new Error('It was asked.');
    };
    for (const encoding of ['utf8', 'windows1252', 'cp437'])
      expect(await decodeText(utf8('a\n'), encoding, decode)).toBe('a\n');
  });

  it('is as the editor decodes it, unless something is lost', async () => {
    const decode = (text: string | undefined) => () => Promise.resolve(text);
    expect(await decodeText(bytes(0x81), 'cp437', decode('ü'))).toBe('ü');
    expect(await decodeText(latin1('Gr\xfc'), 'utf8', decode('Gr\uFFFD'))).toBeUndefined();
    expect(await decodeText(utf8('a \uFFFD'), 'utf8', decode('a \uFFFD'))).toBe('a \uFFFD');
    expect(await decodeText(latin1('\xfc'), 'utf8', decode(undefined))).toBeUndefined();
  });

  it('is any text that is UTF-8', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
        fc.pre(!/[\0\x80-\x84\x86-\x9f]/.test(text) && !text.startsWith('\uFEFF'));
        expect(await decodeText(utf8(text), 'utf8')).toBe(text);
      }),
    );
  });
});
