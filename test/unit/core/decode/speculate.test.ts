import { describe, expect, it } from 'vitest';
import type { Drafter } from '../../../../src/core/decode/drafters/drafter.js';
import { atLimit } from '../../../../src/core/decode/stops/stop.js';
import { decoded } from '../../support/decoded.js';
import { tableModel } from '../../support/models.js';
import { asking, type Setup, started } from '../../support/speculation.js';
import { vocabularyOf } from '../../support/vocabularies.js';

const [a, b, c, d] = [0, 1, 2, 3];

/** After each letter comes the next one, and a after d. */
const alphabet = (limit: number): Setup => ({
  model: () =>
    tableModel([
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 1],
      [1, 0, 0, 0],
    ]),
  prompt: [d],
  strategy: { kind: 'greedy' },
  rules: () => ({ vocabulary: vocabularyOf('a', 'b', 'c', 'd'), stop: [atLimit(limit)] }),
});

/** Outcome of a drafter: the tokens, drafted ones in capitals; the tokens that each forward was fed; what was learned. */
async function run(limit: number, length: number, draft: (last: number) => readonly number[] | undefined) {
  const drafter: Drafter = {
    name: 'test',
    draft(tokens, most) {
      const drafted = draft(tokens.at(-1)!);
      return drafted && { tokens: drafted.slice(0, most) };
    },
  };
  const speculation = asking(drafter, length);
  const { model, decoding } = await started(alphabet(limit), speculation);
  const { tokens } = await decoded(decoding);
  const text = tokens.map((token) => (token.drafter === 'test' ? token.text.toUpperCase() : token.text));
  const outcomes = speculation.outcomes.map(({ drafted, accepted }) => `${accepted} of ${drafted}`);
  return { text: text.join(''), forwards: model.forwards.slice(1), outcomes };
}

describe('speculate', () => {
  it('verifies a draft in one forward, which gives one more token', async () => {
    const next = (last: number): number[] => [last + 1, last + 2, last + 3].map((id) => id % 4);
    expect(await run(7, 3, next)).toEqual({
      text: 'aBCDaBC',
      forwards: [
        { fed: [a, b, c, d], rows: 4 },
        { fed: [a, b, c, d], rows: 4 },
      ],
      outcomes: ['3 of 3', '2 of 3'],
    });
  });

  it('keeps what is right before the first wrong token, and replaces that', async () => {
    expect(await run(6, 3, (last) => [(last + 1) % 4, a, a])).toEqual({
      text: 'aBcDAb',
      forwards: [
        { fed: [a, b, a, a], rows: 4 },
        { fed: [c, d, a, a], rows: 4 },
      ],
      outcomes: ['1 of 3', '2 of 3'],
    });
  });

  it('continues token by token when a draft is all wrong, or when there is none', async () => {
    expect(await run(3, 2, () => [a, a])).toMatchObject({ text: 'abc', outcomes: ['0 of 2', '0 of 2'] });
    expect(await run(3, 2, () => undefined)).toEqual({
      text: 'abc',
      forwards: [
        { fed: [a], rows: 1 },
        { fed: [b], rows: 1 },
      ],
      outcomes: ['0 of 0', '0 of 0'],
    });
  });

  it('reports the drafter, and the duration of the forward', async () => {
    const speculation = asking({ name: 'test', draft: () => ({ tokens: [b] }) }, 1);
    await decoded((await started(alphabet(3), speculation)).decoding);
    expect(speculation.outcomes).toEqual([{ drafter: 'test', drafted: 1, accepted: 1, forwardMs: 5 }]);
  });

  it('reports a forward that took no time', async () => {
    const speculation = asking({ name: 'test', draft: () => undefined }, 1);
    const { decoding } = await started({ ...alphabet(2) }, speculation, () => 7);
    await decoded(decoding);
    expect(speculation.outcomes).toEqual([{ drafter: undefined, drafted: 0, accepted: 0, forwardMs: 0 }]);
  });

  it('learns nothing when no forward was needed', async () => {
    const speculation = asking({ name: 'test', draft: () => ({ tokens: [b] }) }, 1);
    await decoded((await started(alphabet(1), speculation)).decoding);
    expect(speculation.outcomes).toEqual([]);
  });
});
