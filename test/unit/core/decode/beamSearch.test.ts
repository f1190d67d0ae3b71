import { describe, expect, it } from 'vitest';
import type { BeamDecoding } from '../../../../src/core/decode/beamSearch.js';
import type { DecodedText } from '../../../../src/core/decode/answer.js';
import { atLimit } from '../../../../src/core/decode/stops/stop.js';
import { searched } from '../../support/beams.js';
import { type Table, tableModel } from '../../support/models.js';
import { vocabularyOf } from '../../support/vocabularies.js';

const [a, b, c, d] = [0, 1, 2, 3];

const strategy = (options: Partial<BeamDecoding['strategy']>): BeamDecoding['strategy'] => ({
  ...{ kind: 'beam', width: 2, lengthPenalty: 0, earlyStopping: false },
  ...options,
});

/** Searches after a letter among texts of at most `limit` letters; d is the end if `hasEnd`. */
async function search(
  table: Table,
  prompt: number,
  limit: number,
  options: Partial<BeamDecoding['strategy']>,
  hasEnd = false,
  contextLength = 20,
) {
  const model = tableModel(table, contextLength);
  const vocabulary = vocabularyOf('a', 'b', 'c', hasEnd ? '<|end|>' : 'd');
  const rules = { vocabulary, stop: [atLimit(limit)] };
  const found = await searched(model, [prompt], rules, { strategy: strategy(options), top: 2 });
  return { found, model };
}

/** Texts with their probability, best first. */
const texts = (found: readonly DecodedText[]): string[] =>
  found.map(({ tokens }) => {
    const probability = Math.exp(tokens.reduce((sum, { logprob }) => sum + logprob, 0));
    return `${tokens.map(({ text }) => text).join('')} ${probability.toFixed(3)}`;
  });

describe('beam search', () => {
  // b looks best, but what follows c is sure.
  const trap: Table = [
    [0, 0.6, 0.4, 0],
    [0.4, 0.4, 0.2, 0],
    [0.9, 0, 0, 0.1],
    [0.25, 0.25, 0.25, 0.25],
  ];

  it('finds a better text than the greedy one', async () => {
    expect(texts((await search(trap, a, 2, { width: 1 })).found)).toEqual(['ba 0.240']);
    expect(texts((await search(trap, a, 2, { width: 2 })).found)).toEqual(['ca 0.360', 'ba 0.240']);
    expect(texts((await search(trap, a, 2, { width: 3 })).found)).toEqual(['ca 0.360', 'ba 0.240', 'bb 0.240']);
  });

  it('scores by the sum of the logarithms, divided by a power of the length', async () => {
    const scores = async (lengthPenalty: number): Promise<number[]> =>
      (await search(trap, a, 2, { lengthPenalty })).found.map(({ score }) => score);
    expect(await scores(0)).toEqual([expect.closeTo(Math.log(0.36), 6), expect.closeTo(Math.log(0.24), 6)]);
    expect(await scores(1)).toEqual([expect.closeTo(Math.log(0.36) / 2, 6), expect.closeTo(Math.log(0.24) / 2, 6)]);
    expect(await scores(2)).toEqual([expect.closeTo(Math.log(0.36) / 4, 6), expect.closeTo(Math.log(0.24) / 4, 6)]);
  });

  it('prefers short texts without a length penalty, and probable ones with it', async () => {
    const table: Table = [
      [0, 0.4, 0, 0.6],
      [0, 0, 0.9, 0.1],
      [0.1, 0, 0, 0.9],
      [1, 0, 0, 0],
    ];
    // The end has a share, too: 0.6 for nothing at all, 0.4 · 0.9 · 0.9 for the other.
    const { found: sums } = await search(table, a, 9, { lengthPenalty: 0 }, true);
    expect(texts(sums)).toEqual([' 1.000', 'bc 0.360']);
    expect(sums.map(({ score }) => Math.exp(score).toFixed(3))).toEqual(['0.600', '0.324']);
    const { found: means } = await search(table, a, 9, { lengthPenalty: 1 }, true);
    expect(texts(means)).toEqual(['bc 0.360', ' 1.000']);
    expect(means.map(({ score }) => Math.exp(score).toFixed(3))).toEqual([(0.324 ** (1 / 3)).toFixed(3), '0.600']);
    expect(means.map(({ stop }) => stop)).toMatchObject([
      { reason: 'end', keep: 2 },
      { reason: 'end', keep: 0 },
    ]);
    // A text's probability is that of its tokens and of its end.
    expect(means.map(({ stop }) => Math.exp(stop.logprob!).toFixed(3))).toEqual(['0.900', '0.600']);
  });

  it('keeps the greedy path when other prefixes look better for a while', async () => {
    // After b all is open, after c two tokens are; but what follows ba is sure.
    const table: Table = [
      [1, 0, 0, 0],
      [0.25, 0.25, 0.25, 0.25],
      [0, 0.5, 0.5, 0],
      [0.2, 0.5, 0.3, 0],
    ];
    // Between cb and cc, which are as probable, the smaller id continues.
    expect(texts((await search(table, d, 3, { width: 2 })).found)).toEqual(['baa 0.125', 'cba 0.037']);
  });

  it('stops early with enough texts if allowed, and otherwise continues while a better one is possible', async () => {
    const table: Table = [
      [0, 0.35, 0.25, 0.4],
      [0, 0, 0.5, 0.5],
      [0, 0, 1, 0],
      [1, 0, 0, 0],
    ];
    const early = await search(table, a, 4, { lengthPenalty: 1, earlyStopping: true }, true);
    expect(texts(early.found)).toEqual(['b 0.350', ' 1.000']);
    expect(early.model.forwards).toHaveLength(2);
    const late = await search(table, a, 4, { lengthPenalty: 1, earlyStopping: false }, true);
    expect(texts(late.found)).toEqual(['bccc 0.175', 'b 0.350']);
  });

  it('stops when nothing better is possible', async () => {
    // Sums only fall, and both that are finished are larger than what is left: 0.01.
    const table: Table = [
      [0, 0.39, 0.01, 0.6],
      [0, 0, 0.01, 0.99],
      [0, 0, 1, 0],
      [1, 0, 0, 0],
    ];
    const { found, model } = await search(table, a, 9, { width: 2 }, true);
    expect(texts(found)).toEqual([' 1.000', 'b 0.390']);
    expect(model.forwards).toHaveLength(2);
  });

  it('considers the longest text that fits, whose last token is not fed', async () => {
    const table: Table = [
      [0, 0.35, 0.2, 0.45],
      [0, 0, 0.45, 0.55],
      [0, 0, 1, 0],
      [1, 0, 0, 0],
    ];
    // b and the end have √0.1925 = 0.439 per token. bc has √0.1575 = 0.397, and a third token makes it ∛0.1575 = 0.540.
    const { found } = await search(table, a, 9, { lengthPenalty: 1 }, true, 3);
    expect(texts(found)).toEqual(['bcc 0.158', ' 1.000']);
    expect(found.map(({ stop }) => stop.reason)).toEqual(['context', 'end']);
  });

  it('treats two tokens that only end a text as one text', async () => {
    const model = tableModel([[0.1, 0.4, 0.3, 0.2], [], [], []]);
    const rules = { vocabulary: vocabularyOf('a', 'b', '<|end|>', '<|file|>'), stop: [atLimit(1)] };
    const found = await searched(model, [a], rules, { strategy: strategy({ width: 3 }) });
    expect(texts(found)).toEqual(['b 0.400', ' 1.000']);
    expect(found.map(({ score }) => Math.exp(score).toFixed(3))).toEqual(['0.400', '0.300']);
  });

  it('reports the alternatives of each step', async () => {
    const { found } = await search(trap, a, 2, { width: 2 });
    const ids = found.map(({ tokens }) => tokens.map(({ inspection }) => inspection!.alternatives.map(({ id }) => id)));
    expect(ids).toEqual([
      [
        [b, c],
        [a, d],
      ],
      [
        [b, c],
        [a, b],
      ],
    ]);
  });

  it('runs one forward of one token for each beam and step', async () => {
    const { model } = await search(trap, a, 2, { width: 2 });
    expect(model.forwards.slice(1)).toEqual([
      { fed: [b], rows: 1 },
      { fed: [c], rows: 1 },
    ]);
  });
});
