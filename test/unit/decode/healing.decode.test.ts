import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mustBeginWith } from '../../../src/core/decode/constraint.js';
import { decode } from '../../../src/core/decode/decode.js';
import { heal } from '../../../src/core/decode/healing.js';
import { prefill } from '../../../src/core/decode/prefill.js';
import { compileSampler } from '../../../src/core/decode/sampler.js';
import { atLimit } from '../../../src/core/decode/stop.js';
import { bytesOf, joinBytes, textOf } from '../support/bytes.js';
import { decoded } from '../support/decoded.js';
import { FunctionModel, hashModel } from '../support/models.js';
import { bytesAnd, vocabularyOf } from '../support/vocabularies.js';

describe('decoding after healing', () => {
  const { vocabulary, encode } = bytesAnd('return', ' JSON', ' foo', ' =', '    ', ');', '😀');
  const text = fc.string({
    unit: fc.constantFrom(' ', '\n', 'fo', 'ret', 'urn', ' =', ');', 'ä', '😀', '😎'),
    maxLength: 8,
  });

  it('never changes what was typed, and answers what comes after it', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.integer(), async (typed, seed) => {
        const model = hashModel(vocabulary.size);
        const { tokens, piece } = heal(typed, encode(typed), vocabulary);
        const prompt = tokens.length > 0 ? tokens : encode('\n');
        const { logits } = (await prefill(model, prompt, 8, () => false))!;
        const answer = await decoded(
          decode(model, logits, {
            vocabulary,
            sampler: compileSampler({ kind: 'sample', filters: [], seed }, vocabulary.size),
            stop: [atLimit(30)],
            constraint: mustBeginWith(vocabulary, piece),
            skipBytes: piece.length,
          }),
        );
        const spelled = joinBytes([...tokens, ...answer.ids].map((id) => vocabulary.bytes(id)));
        const known = bytesOf(typed).length;
        expect(textOf(spelled.subarray(0, known))).toBe(typed);
        expect(answer.text).toBe(textOf(spelled.subarray(known)));
      }),
    );
  });

  it('writes the word that the model wants, half of which is typed', async () => {
    // The model wants ` foo` after `=`, and had it been given ` f` it could only have gone on with the end.
    const words = vocabularyOf('x', ' =', ' f', ' foo', ';', '<|end|>');
    const wants: Readonly<Record<number, number>> = { 1: 3, 2: 5, 3: 4, 4: 5 };
    const model = new FunctionModel(6, 100, (tokens) =>
      [0, 1, 2, 3, 4, 5].map((id) => +(wants[tokens.at(-1)!] === id)),
    );
    const { tokens, piece } = heal('x = f', [0, 1, 2], words);
    const { logits } = (await prefill(model, tokens, 8, () => false))!;
    const sampler = compileSampler({ kind: 'greedy' }, 6);
    const decoding = { vocabulary: words, sampler, stop: [], constraint: mustBeginWith(words, piece) };
    const answer = await decoded(decode(model, logits, { ...decoding, skipBytes: piece.length }));
    expect(answer).toMatchObject({ text: 'oo;', texts: ['oo', ';'], reason: 'end' });
  });
});
