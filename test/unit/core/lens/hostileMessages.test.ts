import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromPage, nextSteps } from '../../../../src/core/lens/messages.js';
import { corrupted, hostileValue, runs } from '../../../support/fuzz.js';
import { pageMessages, sliders } from './support/pageMessages.js';

const keys = [
  'kind',
  'number',
  'index',
  'id',
  'sliders',
  'seed',
  'step',
  'isFollowing',
  'temperature',
  'topK',
  'topP',
  'minP',
];
const kinds = [...pageMessages.map(({ kind }) => kind), ...nextSteps];
const message = fc.oneof(
  { weight: 3, arbitrary: fc.oneof(...pageMessages.map((one) => corrupted(one, kinds))) },
  { weight: 1, arbitrary: hostileValue(keys, kinds) },
);

const isIndex = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

test('whatever the page sends is a message with all its fields in range, or none', () => {
  const taken = new Set<string>();
  fc.assert(
    fc.property(message, (data) => {
      const read = fromPage(data);
      if (!read) return;
      expect(read).toBe(data);
      taken.add(read.kind);
      if (read.kind === 'step' || read.kind === 'continue' || read.kind === 'contest')
        expect(isIndex(read.number)).toBe(true);
      if (read.kind === 'step' || read.kind === 'continue') expect(isIndex(read.index)).toBe(true);
      if (read.kind === 'continue') expect(isIndex(read.id)).toBe(true);
      if (read.kind === 'contest') expect(isIndex(read.seed)).toBe(true);
      if (read.kind === 'contest' || read.kind === 'write')
        expect(Object.keys(sliders).every((key) => Number.isFinite(read.sliders[key as keyof typeof sliders]))).toBe(
          true,
        );
      if (read.kind === 'follow') expect(typeof read.isFollowing).toBe('boolean');
      if (read.kind === 'next') expect(nextSteps).toContain(read.step);
    }),
    runs(5_000),
  );
  // Most kinds are still taken with a wrong field that they do not have: else nothing would be tested.
  expect(taken.size).toBeGreaterThan(pageMessages.length / 2);
});
