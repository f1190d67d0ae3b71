import { describe, expect, it } from 'vitest';
import { smallerModel } from '../../../../../src/core/decode/drafters/smallerModel.js';
import { compileSampler } from '../../../../../src/core/sampling/compileSampler.js';
import { fractionsOf } from '../../../support/fractions.js';
import { hashModel, tableModel } from '../../../support/models.js';
import { atStart } from '../../../support/places.js';

/** After each letter mostly comes the next one, and a after d. */
const alphabet = () =>
  tableModel(
    [
      [1 / 8, 5 / 8, 1 / 8, 1 / 8],
      [1 / 8, 1 / 8, 5 / 8, 1 / 8],
      [1 / 8, 1 / 8, 1 / 8, 5 / 8],
      [5 / 8, 1 / 8, 1 / 8, 1 / 8],
    ],
    10,
  );

describe('smallerModel', () => {
  it('drafts its own tokens, without a distribution when nothing is drawn', async () => {
    const drafter = smallerModel(alphabet(), { kind: 'greedy' });
    expect(drafter.name).toBe('smaller model');
    expect(await drafter.draft([3, 0], 4)).toEqual({ tokens: [1, 2, 3, 0] });
    expect(await drafter.draft([2], 1)).toEqual({ tokens: [3] });
  });

  it('reads only new tokens, whether its drafts were accepted or not', async () => {
    const model = alphabet();
    const drafter = smallerModel(model, { kind: 'greedy' });
    await drafter.draft([3, 0], 3);
    expect(model.tokens).toEqual([3, 0, 1, 2]);
    // All three accepted, and another token after them.
    await drafter.draft([3, 0, 1, 2, 3, 3], 1);
    expect(model.tokens).toEqual([3, 0, 1, 2, 3, 3]);
    // Back to the second token, followed by another one.
    await drafter.draft([3, 0, 0], 2);
    expect(model.tokens).toEqual([3, 0, 0, 1]);
    // The same again: the last token is read once more, since its logits are not kept.
    await drafter.draft([3, 0, 0], 1);
    expect(model.forwards).toEqual([
      { fed: [3, 0], rows: 1 },
      { fed: [1], rows: 1 },
      { fed: [2], rows: 1 },
      { fed: [3, 3], rows: 1 },
      { fed: [0], rows: 1 },
      { fed: [1], rows: 1 },
      { fed: [0], rows: 1 },
    ]);
  });

  it('drafts nothing when the context has no room for it', async () => {
    const drafter = smallerModel(alphabet(), { kind: 'greedy' });
    expect(await drafter.draft([0, 1, 2, 3, 0, 1, 2, 3], 3)).toBeUndefined();
    expect(await drafter.draft([0, 1, 2, 3, 0, 1, 2, 3], 2)).toEqual({ tokens: [0, 1] });
  });

  it('returns the distribution of each drawn token, after filters that see the draft before it', async () => {
    const presence = { kind: 'presence', penalty: Math.log(5), window: 1 } as const;
    const drafter = smallerModel(alphabet(), { kind: 'sample', filters: [presence, { kind: 'topK', k: 2 }], seed: 1 });
    const { tokens, distributions } = (await drafter.draft([3, 3], 3))!;
    expect(distributions).toHaveLength(3);
    // Without the last token, which the penalty takes out, the next one has 5/8 and the smallest other id 1/8.
    [3, ...tokens.slice(0, 2)].forEach((last, i) => {
      const next = (last + 1) % 4;
      const other = [0, 1, 2, 3].find((id) => id !== last && id !== next);
      const expected = [0, 1, 2, 3].map((id) => (id === next ? '5/6' : id === other ? '1/6' : '0')).join(' ');
      expect(fractionsOf(distributions![i]!, 4)).toBe(expected);
      expect(distributions![i]!.ids).toContain(tokens[i]);
    });
  });

  it('draws with its own random sequence, determined by the seed', async () => {
    const drafts = async (seed: number): Promise<number[]> => {
      const drafter = smallerModel(hashModel(4, 100), { kind: 'sample', filters: [], seed });
      return [...(await drafter.draft([1], 30))!.tokens];
    };
    const plain = (seed: number): number[] => {
      const sampler = compileSampler({ kind: 'sample', filters: [], seed }, 4);
      const { next } = hashModel(4);
      const tokens = [1];
      while (tokens.length < 31) tokens.push(sampler.pick(Float32Array.from(next(tokens)), atStart()).id);
      return tokens.slice(1);
    };
    expect(await drafts(5)).toEqual(await drafts(5));
    expect(await drafts(5)).not.toEqual(await drafts(6));
    expect(await drafts(5)).not.toEqual(plain(5));
  });
});
