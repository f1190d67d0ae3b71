import { Adam } from './network.js';
import { MixtureLoss, type Weighing } from './mixtureLoss.js';
import type { FitStep } from './collect.js';

const epochs = 300;
const firstRate = 0.03;
/** Weight decay: pulls the parameters towards 0 where there are few data. */
const decay = 1e-5;

/** A fit's progress. */
export interface FitReport {
  readonly epoch: number;
  readonly trained: number;
  readonly heldOut: number;
}

/** The mean of −ln p of the right token by the model alone. */
export const modelLoss = (steps: readonly FitStep[]): number =>
  steps.reduce((sum, { modelTarget }) => sum - Math.log(Math.max(modelTarget, 1e-30)), 0) / steps.length;

/** A cosine schedule from 1 to 0. */
export const cosine = (epoch: number, all: number): number => 0.5 * (1 + Math.cos((Math.PI * (epoch - 1)) / all));

/** Fits by maximum likelihood of the original text, by gradient descent. @returns the best parameters on held-out steps. */
export function fitMixture(
  steps: readonly FitStep[],
  heldOut: readonly FitStep[],
  vocabSize: number,
  onReport: (report: FitReport) => void,
): Weighing {
  const loss = new MixtureLoss(vocabSize);
  const { parameters, gradient } = loss;
  const scale = loss.scaleOf(steps);
  const adam = new Adam(parameters.length);
  let best = { heldOut: Infinity, weighing: loss.weighing(scale) };
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const trained = loss.of(steps, scale, true);
    for (let i = 0; i < gradient.length; i++) gradient[i]! += decay * parameters[i]!;
    adam.step(parameters, gradient, firstRate * cosine(epoch, epochs));
    if (epoch % 20 > 0 && epoch < epochs) continue;
    const now = loss.of(heldOut, scale, false);
    if (now < best.heldOut) best = { heldOut: now, weighing: loss.weighing(scale) };
    onReport({ epoch, trained, heldOut: now });
  }
  return best.weighing;
}
