/** The reversible map of byte-level BPE (GPT-2): printable bytes stand for themselves, the others for 256 + n. */
function byteLevelAlphabet(): Map<string, number> {
  const printable = (byte: number): boolean =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || (byte >= 0xae && byte <= 0xff);
  const alphabet = new Map<string, number>();
  let shifted = 256;
  for (let byte = 0; byte < 256; byte++) alphabet.set(String.fromCharCode(printable(byte) ? byte : shifted++), byte);
  return alphabet;
}

/** Converts an entry of a tokenizer's vocabulary to the bytes of its text. */
type TokenBytes = (entry: string) => Uint8Array;

const utf8 = new TextEncoder();

function byteLevel(): TokenBytes {
  const alphabet = byteLevelAlphabet();
  return (entry) => {
    const bytes: number[] = [];
    for (const character of entry) {
      const byte = alphabet.get(character);
      if (byte === undefined) return utf8.encode(entry);
      bytes.push(byte);
    }
    return Uint8Array.from(bytes);
  };
}

/** SentencePiece with byte fallback: `▁` is a space, `<0x0A>` is one byte. */
function bytePieces(entry: string): Uint8Array {
  const byte = /^<0x([0-9A-F]{2})>$/.exec(entry);
  return byte ? Uint8Array.of(Number.parseInt(byte[1]!, 16)) : utf8.encode(entry.replaceAll('▁', ' '));
}

/** Detects from the vocabulary itself, never from a model's name, how its entries spell bytes. */
export function tokenBytesOf(vocabulary: ReadonlyMap<string, number>): TokenBytes {
  return vocabulary.has('<0x0A>') ? bytePieces : byteLevel();
}
