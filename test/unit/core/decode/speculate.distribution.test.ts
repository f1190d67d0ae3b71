import { describe, expect, it } from 'vitest';
import { smallerModel } from '../../../../src/core/decode/drafters/smallerModel.js';
import { compileSampler } from '../../../../src/core/sampling/compileSampler.js';
import { atLimit } from '../../../../src/core/decode/stops/stop.js';
import type { Filter } from '../../../../src/core/sampling/filters/filters.js';
import { chiSquared, critical } from '../../support/chiSquared.js';
import { decoded } from '../../support/decoded.js';
import { neverTwice } from '../../support/constraints.js';
import { type Table, tableModel } from '../../support/models.js';
import { atStart, except } from '../../support/places.js';
import { asking, started } from '../../support/speculation.js';
import { vocabularyOf } from '../../support/vocabularies.js';

const ids = [0, 1, 2, 3];
const vocabulary = vocabularyOf('a', 'b', 'c', 'd');

/** The model. */
const p: Table = [
  [0.4, 0.3, 0.2, 0.1],
  [0.1, 0.2, 0.3, 0.4],
  [0.3, 0.3, 0.2, 0.2],
  [0.1, 0.4, 0.1, 0.4],
];
/** The smaller one, which is sometimes right and sometimes quite wrong. */
const q: Table = [
  [0.1, 0.3, 0.3, 0.3],
  [0.1, 0.2, 0.3, 0.4],
  [0.7, 0.1, 0.1, 0.1],
  [0.4, 0.1, 0.4, 0.1],
];

/** Probability of three tokens after `a`, with these filters and perhaps without the same token twice in a row. */
function probability(tokens: readonly number[], filters: readonly Filter[], isConstrained: boolean): number {
  const sampler = compileSampler({ kind: 'sample', filters, seed: 1 }, 4);
  return tokens.reduce((product, id, i) => {
    const before = [0, ...tokens.slice(0, i)];
    const allowed = isConstrained && i > 0 ? except(tokens[i - 1]!) : undefined;
    const context = { ...atStart(allowed), history: { tokens: before, length: before.length } };
    const { distribution } = sampler.draw(Float32Array.from(p[before.at(-1)!]!, Math.log), context);
    const at = distribution!.ids.indexOf(id);
    return at < 0 ? 0 : product * distribution!.probabilities[at]!;
  }, 1);
}

const sequences = ids.flatMap((a) => ids.flatMap((b) => ids.map((c) => [a, b, c])));

/** Counts how often each of the 64 sequences is drawn with as many seeds, and their drafted tokens. */
async function drawn(filters: readonly Filter[], length: number, isConstrained: boolean, seeds: number, smaller = q) {
  const counts = sequences.map(() => 0);
  let accepted = 0;
  for (let seed = 0; seed < seeds; seed++) {
    const strategy = { kind: 'sample', filters, seed } as const;
    const { decoding } = await started(
      {
        model: () => tableModel(p),
        prompt: [0],
        strategy,
        rules: () => ({ vocabulary, stop: [atLimit(3)], ...(isConstrained ? { constraint: neverTwice() } : {}) }),
      },
      asking(smallerModel(tableModel(smaller), strategy), length),
    );
    const { tokens } = await decoded(decoding);
    const [a, b, c] = tokens.map(({ id }) => id);
    counts[a! * 16 + b! * 4 + c!]!++;
    accepted += tokens.filter(({ drafter }) => drafter === 'smaller model').length;
  }
  return { counts, accepted };
}

const sharp: Filter = { kind: 'temperature', value: 0.8 };
const flat: Filter = { kind: 'temperature', value: 2 };
const two: Filter = { kind: 'topK', k: 2 };
const three: Filter = { kind: 'topK', k: 3 };
const fresh: Filter = { kind: 'presence', penalty: 0.7, window: 2 };

describe('speculation with drafts of a smaller model', () => {
  it.each<[string, Filter[], number, boolean, number]>([
    ['one token drafted', [], 1, false, 63],
    ['two tokens drafted', [], 2, false, 63],
    ['more drafted than needed', [], 4, false, 63],
    ['sharpened', [sharp], 2, false, 63],
    ['flattened, top 2', [flat, two], 2, false, 7],
    ['flattened, top 3', [flat, three], 1, false, 26],
    ['top 3, sharpened', [three, sharp], 2, false, 26],
    ['with a penalty that looks at the draft', [fresh], 2, false, 63],
    ['with a constraint that the drafter does not know', [], 2, true, 35],
  ])('draws texts as often as plain sampling: %s', async (_, filters, length, isConstrained, degrees) => {
    const expected = sequences.map((tokens) => probability(tokens, filters, isConstrained));
    expect(expected.filter((x) => x > 0)).toHaveLength(degrees + 1);
    const { counts, accepted } = await drawn(filters, length, isConstrained, 1500);
    expect(chiSquared(counts, expected)).toBeLessThan(critical[degrees]!);
    expect(accepted).toBeGreaterThan(450);
  });

  it('accepts everything when the smaller model is the same', async () => {
    // Of three tokens the first comes with the prompt, and the others were drafted.
    expect((await drawn([flat, three, fresh], 2, false, 200, p)).accepted).toBe(2 * 200);
  });
});
