import { Vocabulary } from '../../../src/core/model/vocabulary.js';
import { bytesOf } from './bytes.js';

const isControl = (entry: string): boolean => /^<\|.*\|>$/.test(entry);

/** GPT-2's spelling of the whitespace that the tests use; the other ASCII characters stand for themselves. */
const byteLevel = (text: string): string => text.replaceAll(' ', 'Ġ').replaceAll('\n', 'Ċ').replaceAll('\t', 'ĉ');

/** A vocabulary in which the n-th entry has the id n; `<|…|>` is a control token. ASCII only. */
export function vocabularyOf(...entries: readonly string[]): Vocabulary {
  return new Vocabulary(
    new Map(entries.map((entry, id) => [byteLevel(entry), id])),
    new Set(entries.flatMap((entry, id) => (isControl(entry) ? [id] : []))),
  );
}

/** A vocabulary with a tokenizer: every text can be spelled. */
interface Spelling {
  readonly vocabulary: Vocabulary;
  readonly encode: (text: string) => number[];
}

/** Ids 0 to 255 are the single bytes, the words follow. A text is spelled from the left by the longest word that fits. */
export function bytesAnd(...words: readonly string[]): Spelling {
  const bytes = Array.from({ length: 256 }, (_, n) => `<0x${n.toString(16).toUpperCase().padStart(2, '0')}>`);
  const entries = [...bytes, ...words.map((word) => word.replaceAll(' ', '▁'))];
  const vocabulary = new Vocabulary(new Map(entries.map((entry, id) => [entry, id])), new Set());
  const longestFirst = words.map((word, i) => ({ word: bytesOf(word), id: 256 + i }));
  longestFirst.sort((a, b) => b.word.length - a.word.length);

  const encode = (text: string): number[] => {
    const ids: number[] = [];
    for (let rest = bytesOf(text); rest.length > 0;) {
      const fits = longestFirst.find(({ word }) => word.every((byte, i) => rest[i] === byte));
      ids.push(fits?.id ?? rest[0]!);
      rest = rest.subarray(fits?.word.length ?? 1);
    }
    return ids;
  };
  return { vocabulary, encode };
}
