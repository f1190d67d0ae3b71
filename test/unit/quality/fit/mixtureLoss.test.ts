import { expect, test } from 'vitest';
import { MixtureLoss } from '../../../../quality/fit/mixtureLoss.js';
import { fitMixture, modelLoss } from '../../../../quality/fit/fitMixture.js';
import type { FitStep } from '../../../../quality/fit/collect.js';
import { seededRng } from '../../../../src/core/sampling/rng.js';

const vocabSize = 10;

/** Steps at which the workspace is right where its matches are long, and the model where it is confident. */
function someSteps(count: number, seed: number): FitStep[] {
  const rng = seededRng(seed);
  const below = (n: number): number => Math.floor(rng() * n);
  return Array.from({ length: count }, () => {
    const places = below(6);
    const lengths = Uint8Array.from({ length: places }, () => 1 + below(32));
    const target = below(vocabSize);
    const tokens = Int32Array.from(lengths, (length) => (rng() < length / 40 ? target : below(vocabSize)));
    const modelTarget = 0.05 + 0.9 * rng();
    return {
      modelTarget,
      entropy: 1 - modelTarget,
      best: modelTarget > 0.5 ? target : below(vocabSize),
      bestProbability: Math.max(modelTarget, 0.5),
      target,
      matches: { count: places, tokens, lengths, kinds: Uint8Array.from(lengths, () => below(3)) },
      modelOfEvidence: Float32Array.from(tokens, (token) => (token === target ? modelTarget : 0.01)),
    };
  });
}

test('MixtureLoss returns the gradient of its loss', () => {
  const steps = someSteps(40, 1);
  const loss = new MixtureLoss(vocabSize);
  const scale = loss.scaleOf(steps);
  loss.of(steps, scale, true);
  const gradient = loss.gradient.slice();
  const h = 1e-5;
  // The first 33 parameters are the weights of places: features depend on them, too, which is left out.
  for (let i = 33; i < gradient.length; i += 7) {
    const slope = [h, -h].map((change) => {
      loss.parameters[i]! += change;
      const value = loss.of(steps, scale, false);
      loss.parameters[i]! -= change;
      return value;
    });
    expect(gradient[i]).toBeCloseTo((slope[0]! - slope[1]!) / (2 * h), 6);
  }
});

test('fitMixture beats the model alone on held-out steps, and is deterministic', () => {
  const [steps, heldOut] = [someSteps(800, 2), someSteps(400, 3)];
  const reports: number[] = [];
  const weighing = fitMixture(steps, heldOut, vocabSize, ({ heldOut }) => reports.push(heldOut));
  expect(Math.min(...reports)).toBeLessThan(modelLoss(heldOut) - 0.05);
  expect(fitMixture(steps, heldOut, vocabSize, () => undefined)).toEqual(weighing);
});
