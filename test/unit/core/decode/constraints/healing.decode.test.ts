import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerRules, Token } from '../../../../../src/core/decode/answer.js';
import { beamSearch } from '../../../../../src/core/decode/beamSearch.js';
import { mustBeginWith } from '../../../../../src/core/decode/constraints/mustBeginWith.js';
import { decode } from '../../../../../src/core/decode/decode.js';
import { heal } from '../../../../../src/core/decode/constraints/healing.js';
import { prefill } from '../../../../../src/core/model/prefill.js';
import { compileSampler } from '../../../../../src/core/sampling/compileSampler.js';
import { speculate } from '../../../../../src/core/decode/speculate.js';
import { atLimit } from '../../../../../src/core/decode/stops/stop.js';
import { bytesOf, joinBytes, textOf } from '../../../support/bytes.js';
import { decoded } from '../../../support/decoded.js';
import { FunctionModel, hashModel } from '../../../support/models.js';
import { asking, hostileDrafters } from '../../../support/speculation.js';
import { bytesAnd, vocabularyOf } from '../../../support/vocabularies.js';

describe('decoding after healing', () => {
  const { vocabulary, encode } = bytesAnd('return', ' JSON', ' foo', ' =', '    ', ');', '😀');
  const text = fc.string({
    unit: fc.constantFrom(' ', '\n', 'fo', 'ret', 'urn', ' =', ');', 'ä', '😀', '😎'),
    maxLength: 8,
  });

  type Way = (
    model: FunctionModel,
    logits: Float32Array,
    rules: AnswerRules,
    seed: number,
  ) => Promise<(readonly Token[])[]>;

  const sampler = (seed: number) => compileSampler({ kind: 'sample', filters: [], seed }, vocabulary.size);

  const ways: readonly (readonly [name: string, way: Way])[] = [
    [
      'plainly',
      async (model, logits, rules, seed) => [
        (await decoded(decode(model, logits, { ...rules, sampler: sampler(seed) }))).tokens,
      ],
    ],
    [
      'with speculation',
      async (model, logits, rules, seed) => {
        const drafter = hostileDrafters([], 0, vocabulary.size, seed)['random ids']!;
        const options = { ...rules, sampler: sampler(seed) };
        return [
          (await decoded(speculate(model, logits, { ...options, speculation: asking(drafter, 2), now: () => 0 })))
            .tokens,
        ];
      },
    ],
    [
      'with beams',
      async (model, logits, rules) => {
        const strategy = { kind: 'beam', width: 2, lengthPenalty: 1, earlyStopping: true } as const;
        return (await beamSearch(model, logits, { ...rules, strategy })).map(({ tokens }) => tokens);
      },
    ],
  ];

  it.each(ways)('never changes what was typed, and answers what comes after it: %s', async (_, way) => {
    await fc.assert(
      fc.asyncProperty(text, fc.integer(), async (typed, seed) => {
        const model = hashModel(vocabulary.size);
        const { tokens, piece } = heal(typed, encode(typed), vocabulary);
        const prompt = tokens.length > 0 ? tokens : encode('\n');
        const { logits } = (await prefill(model, prompt, 8, () => false))!;
        const constraint = mustBeginWith(vocabulary, piece);
        const rules = { vocabulary, stop: [atLimit(12)], constraint, skipBytes: piece.length };
        const answers = await way(model, logits, rules, seed);
        expect(answers.length).toBeGreaterThan(0);
        for (const answer of answers) {
          const ids = [...tokens, ...answer.map(({ id }) => id)];
          const spelled = joinBytes(ids.map((id) => vocabulary.bytes(id)));
          const known = bytesOf(typed).length;
          expect(textOf(spelled.subarray(0, known))).toBe(typed);
          expect(answer.map((token) => token.text).join('')).toBe(textOf(spelled.subarray(known)));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('completes the word that the model expects when half of it is typed', async () => {
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
