/** Text to token ids, without special tokens of any kind. */
export type Encode = (text: string) => readonly number[];

/** A tokenizer may take as long as the square of a run without breaks; and text this long is no line of code. */
const maxSegment = 512;
/** Segments kept; a full window holds about 500 lines. */
const maxKept = 4096;

/** Splits after each newline that no other line end follows, and inside lines that are too long. */
function segmentsOf(text: string): string[] {
  return text.match(new RegExp(`[^\\n]{1,${maxSegment}}\\n*|\\n+`, 'gu')) ?? [];
}

/** Lines of one block: tokenizing them takes about a millisecond. */
const blockSegments = 16;

/** A text in blocks of whole lines that can be encoded one by one, for whoever must not take long at once. */
export function* blocksOf(text: string): Generator<string, void> {
  const segments = segmentsOf(text);
  for (let i = 0; i < segments.length; i += blockSegments) yield segments.slice(i, i + blockSegments).join('');
}

/**
 * Encodes line by line and remembers the lines: after a keystroke only the cursor's own line is new. Only for
 * tokenizers that give a text the same ids as its lines one by one; whether they do is tried out at load.
 */
export function encodeByLine(encode: Encode): Encode {
  const known = new Map<string, readonly number[]>();
  return (text) => {
    const ids: number[] = [];
    for (const segment of segmentsOf(text)) {
      let part = known.get(segment);
      if (!part) {
        if (known.size >= maxKept) known.clear();
        known.set(segment, (part = encode(segment)));
      }
      for (const id of part) ids.push(id);
    }
    return ids;
  };
}

/**
 * Text that spells a special token (`<|endoftext|>` in a document about tokenizers) is read as that token by every
 * tokenizer library. Cutting the spelling after its first character leaves text, and the same characters.
 *
 * @param spellings the added tokens of the vocabulary.
 */
export function encodeAsText(encode: Encode, spellings: readonly string[]): Encode {
  if (spellings.length === 0) return encode;
  const escaped = [...spellings]
    .sort((a, b) => b.length - a.length)
    .map((spelling) => spelling.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const spelled = new RegExp(escaped.join('|'), 'u');
  return (text) => {
    const ids: number[] = [];
    let rest = text;
    for (let at = rest.search(spelled); at >= 0; at = rest.search(spelled)) {
      ids.push(...encode(rest.slice(0, at + 1)));
      rest = rest.slice(at + 1);
    }
    return ids.length > 0 ? [...ids, ...encode(rest)] : encode(rest);
  };
}
