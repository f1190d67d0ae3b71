/** The encoding that a text's first bytes name, as `TextDecoder` calls it. */
function markedEncoding([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

/** The editor's names of encodings that `TextDecoder` has another name for. */
const standardNames: Readonly<Record<string, string>> = {
  big5hkscs: 'big5',
  cp866: 'ibm866',
  cp950: 'big5',
  eucjp: 'euc-jp',
  euckr: 'euc-kr',
  koi8r: 'koi8-r',
  koi8u: 'koi8-u',
  macroman: 'macintosh',
  shiftjis: 'shift_jis',
  utf8: 'utf-8',
  utf8bom: 'utf-8',
  utf16be: 'utf-16be',
  utf16le: 'utf-16le',
};

/** A value of `files.encoding` as `TextDecoder` calls it. */
const standardName = (encoding: string): string =>
  standardNames[encoding] ?? encoding.replace(/^iso8859(\d+)$/, 'iso-8859-$1').replace(/^windows(\d+)$/, 'windows-$1');

const isUtf16 = (encoding: string): boolean => encoding.startsWith('utf-16');

/** A file with a zero byte near its start is no text, unless its characters have two bytes. */
const isBinary = (bytes: Uint8Array): boolean => bytes.subarray(0, 4096).includes(0);

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80 && byte !== 0x1b);

/** Controls of the upper half: what bytes become whose encoding has no character for them. */
const unmapped = /[\0\x80-\x84\x86-\x9f]/;

function strictly(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return unmapped.test(text) ? undefined : text;
  } catch (error) {
    // A TypeError: bytes that are no text of this encoding. A RangeError: an encoding that it does not know.
    if (error instanceof TypeError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Decodes what is more than ASCII and has no byte order mark, as the editor would; undefined if it cannot. */
export type EditorDecode = (bytes: Uint8Array) => Promise<string | undefined>;

/**
 * A file's text.
 *
 * @param encoding the value of `files.encoding` for it.
 * @param decode the editor's own decoder, where it has one.
 * @returns undefined if the bytes are no text, or not all of them are text of that encoding.
 */
export async function decodeText(
  bytes: Uint8Array,
  encoding: string,
  decode?: EditorDecode,
): Promise<string | undefined> {
  const marked = markedEncoding(bytes);
  if (marked !== undefined) return strictly(bytes, marked);
  const name = standardName(encoding);
  if (!isUtf16(name)) {
    if (isBinary(bytes)) return undefined;
    if (isAscii(bytes)) return new TextDecoder().decode(bytes);
  }
  if (!decode) return strictly(bytes, name);
  const text = await decode(bytes);
  // A file that has this very character is no worse for it.
  return text?.includes('\uFFFD') && text !== strictly(bytes, 'utf-8') ? undefined : text;
}
