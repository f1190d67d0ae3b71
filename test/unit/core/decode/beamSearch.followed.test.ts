import { expect, it } from 'vitest';
import type { Token } from '../../../../src/core/decode/answer.js';
import { atLimit } from '../../../../src/core/decode/stops/stop.js';
import { searched } from '../../support/beams.js';
import { type Table, tableModel } from '../../support/models.js';
import { vocabularyOf } from '../../support/vocabularies.js';

// After a, b is the most probable; what follows c is sure.
const table: Table = [
  [0, 0.5, 0.4, 0.1],
  [0.4, 0.4, 0.1, 0.1],
  [0.9, 0, 0, 0.1],
  [0.25, 0.25, 0.25, 0.25],
];

it('reports after each step the prefixes that it follows further, the greedy one first', async () => {
  const steps: string[][] = [];
  const onFollowed = (beginnings: readonly (readonly Token[])[]): void => {
    steps.push(beginnings.map((tokens) => tokens.map(({ text }) => text).join('')));
  };
  const rules = { vocabulary: vocabularyOf('a', 'b', 'c', 'd'), stop: [atLimit(3)] };
  const strategy = { kind: 'beam', width: 2, lengthPenalty: 0, earlyStopping: false } as const;
  const found = await searched(tableModel(table, 20), [0], rules, { strategy, onFollowed });
  // 0.2 for ba, 0.36 for ca; then cab has 0.18, and bab 0.1. What is finished is followed no more.
  expect(steps).toEqual([['b', 'c'], ['ba', 'ca'], []]);
  expect(found.map(({ tokens }) => tokens.map(({ text }) => text).join(''))).toEqual(['cab', 'bab']);
});
