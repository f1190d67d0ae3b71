import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isMixture } from '../../../src/core/mixture/checkMixture.js';
import { Mixture } from '../../../src/core/mixture/mixture.js';
import { fittedConfidence } from '../../../src/core/suggest/confidence/confidenceModel.js';
import { isConfidenceParameters } from '../../../src/core/suggest/confidence/parameters.js';
import { corrupted, runs } from '../../support/fuzz.js';
import { findIn } from '../support/mixtures.js';

const vocabSize = 20;
const files = new Map([
  ['a.ts', [1, 2, 3, 4, 5]],
  ['b.ts', [7, 2, 3, 5, 9, 2, 3, 4]],
]);

const inModel = (file: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../model', file), 'utf8'));

test('rejects a confidence.json with wrong values, or loads a confidence model', () => {
  const right = inModel('confidence.json');
  expect(isConfidenceParameters(right)).toBe(true);
  fc.assert(
    fc.property(corrupted(right), (value) => {
      if (!isConfidenceParameters(value)) return;
      expect(Object.values(value.thresholds).every((level) => level >= 0 && level <= 1)).toBe(true);
      const scorer = fittedConfidence(value).begin({
        path: 'a.ts',
        prefix: 'const x = ',
        suffix: '\n',
        source: 'model',
      });
      for (const probability of [scorer.add({ text: 'ab', logprob: -1 }), scorer.whole(-0.1)])
        expect(probability >= 0 && probability <= 1).toBe(true);
    }),
    runs(1_000),
  );
});

test('rejects a mixture.json with wrong values, or loads a mixture', () => {
  const right = inModel('mixture.json');
  expect(isMixture(right)).toBe(true);
  fc.assert(
    fc.property(corrupted(right), (value) => {
      if (!isMixture(value)) return;
      const mixture = new Mixture(value, vocabSize);
      const logits = Float32Array.from({ length: vocabSize }, (_, id) => Math.sin(id));
      const weight = mixture.mix(logits, [1, 2, 3], findIn(files, vocabSize), { kind: 'fitted' });
      expect(weight > 0 && weight < 1).toBe(true);
      expect(logits.every(Number.isFinite)).toBe(true);
    }),
    runs(1_000),
  );
});
