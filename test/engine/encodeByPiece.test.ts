import { AutoTokenizer, type PreTrainedTokenizer } from '@huggingface/transformers';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { wrapTokenizer, type ModelTokenizer } from '../../src/engine/load/tokenizer.js';
import { modelFolder } from './support/engines.js';
import { snippets } from './support/snippets.js';

const texts = snippets.map(({ text }) => text);

let library: PreTrainedTokenizer;
let wrapped: ModelTokenizer;

beforeAll(async () => {
  library = await AutoTokenizer.from_pretrained(modelFolder);
  wrapped = wrapTokenizer(library);
});

const byLibrary = (text: string): number[] => (text === '' ? [] : library.encode(text, { add_special_tokens: false }));

test('piece by piece gives the ids of the library, for code of all kinds', () => {
  for (const text of texts) expect(wrapped.encodeFile(text)).toEqual(byLibrary(text));
});

test('and for text of all characters', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: fc.constantFrom('a', ' ', '  ', '\t', '\n', '\r', 'ä', '€', '😀', '_', '9', '{', '\u0300', '\u00a0'), maxLength: 60 }), // prettier-ignore
  );
  fc.assert(
    fc.property(text, (text) => {
      expect(wrapped.encodeFile(text)).toEqual(byLibrary(text));
    }),
    { numRuns: 500 },
  );
});

test('a file has the ids that a request has for the same text', () => {
  for (const text of texts) expect(wrapped.encodeFile(text)).toEqual(wrapped.encode(text));
});
