/** Text to token ids, without special tokens of any kind. */
export type Encode = (text: string) => readonly number[];

/** In UTF-16 code units: a tokenizer may take quadratic time on a run without breaks, and a longer line is no code. */
const maxSegment = 512;
/** Segments in the cache; a full window has about 500 lines. */
const maxKept = 4096;

/** Splits after each newline that no other newline follows, and inside lines that are too long. */
function segmentsOf(text: string): string[] {
  return text.match(new RegExp(`[^\\n]{1,${maxSegment}}\\n*|\\n+`, 'gu')) ?? [];
}

/** Lines of one block: tokenizing them takes about a millisecond. */
const blockSegments = 16;

/** Splits a text into blocks of whole lines that can be encoded one by one, so that other work can run in between. */
export function* blocksOf(text: string): Generator<string, void> {
  const segments = segmentsOf(text);
  for (let i = 0; i < segments.length; i += blockSegments) yield segments.slice(i, i + blockSegments).join('');
}

/**
 * Encodes line by line with a cache: after a keystroke only the cursor's own line is new. Only for tokenizers that give
 * a text the same ids as its lines one by one, which is tested at load.
 */
export function encodeByLine(encode: Encode): Encode {
  const cache = new Map<string, readonly number[]>();
  return (text) => {
    const ids: number[] = [];
    for (const segment of segmentsOf(text)) {
      let part = cache.get(segment);
      if (!part) {
        if (cache.size >= maxKept) cache.clear();
        cache.set(segment, (part = encode(segment)));
      }
      for (const id of part) ids.push(id);
    }
    return ids;
  };
}

/**
 * Encodes text that spells a special token (`<|endoftext|>` in a document about tokenizers) as plain text. Every tokenizer
 * library reads it as that token; splitting it after its first character leaves text, and the same characters.
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
