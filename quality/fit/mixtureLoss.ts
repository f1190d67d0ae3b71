import {
  modelFeatureCount,
  modelFeatures,
  workspaceFeatureCount,
  workspaceFeatures,
} from '../../src/core/mixture/features.js';
import { minWeight, sigmoid } from '../../src/core/mixture/network.js';
import { kindCount, lengthClass, lengthClassCount, type MixtureParameters } from '../../src/core/mixture/parameters.js';
import { NextTokenCounts } from '../../src/core/mixture/nextTokenCounts.js';
import { Network, scaleOf, type Scale } from './network.js';
import type { FitStep } from './collect.js';

const featureCount = workspaceFeatureCount + modelFeatureCount;
const hiddenUnits = 16;
const placeCount = kindCount * lengthClassCount;

/** The parameters of the mixture that are fitted together. */
export type Weighing = Pick<MixtureParameters, 'places' | 'hidden' | 'output'>;

/** The loss of steps, and its gradient. Buffers are reused between calls. */
export class MixtureLoss {
  readonly parameters: Float64Array;
  readonly gradient: Float64Array;
  private readonly network = new Network(placeCount, featureCount, hiddenUnits);
  private readonly features = new Float64Array(featureCount);

  constructor(
    private readonly vocabSize: number,
    seed = 1,
  ) {
    this.parameters = new Float64Array(placeCount + this.network.size);
    this.gradient = new Float64Array(this.parameters.length);
    // Longer matches have a higher weight from the start.
    for (let i = 0; i < placeCount; i++) this.parameters[i] = 0.7 * (i % lengthClassCount);
    this.network.begin(this.parameters, seed);
  }

  /** The scale of the features of all steps with matches, for the current parameters. */
  scaleOf(steps: readonly FitStep[]): Scale {
    const counts = this.counts();
    return scaleOf(featureCount, (take) => {
      for (const step of steps) {
        if (step.matches.count === 0) continue;
        this.look(step, counts);
        take(this.features);
      }
    });
  }

  /**
   * The mean of −ln p of the right token over all steps.
   *
   * @param isLearning whether to compute `gradient`. It ignores that features depend on the weights of matches.
   */
  of(steps: readonly FitStep[], scale: Scale, isLearning: boolean): number {
    const { parameters, gradient, network } = this;
    const counts = this.counts();
    gradient.fill(0);
    let loss = 0;
    for (const step of steps) {
      if (step.matches.count === 0) {
        loss -= Math.log(Math.max(step.modelTarget, 1e-30));
        continue;
      }
      this.look(step, counts);
      const squashed = sigmoid(network.forward(parameters, this.features, scale));
      const weight = minWeight + (1 - 2 * minWeight) * squashed;
      const share = counts.probabilityOf(step.target);
      const p = Math.max(1e-30, (1 - weight) * step.modelTarget + weight * share);
      loss -= Math.log(p);
      if (!isLearning) continue;
      const slope = (1 - 2 * minWeight) * squashed * (1 - squashed);
      network.backward(parameters, gradient, ((step.modelTarget - share) / p) * slope);
      this.placesBackward(step, counts, weight / p, share);
    }
    for (let i = 0; i < gradient.length; i++) gradient[i]! /= steps.length;
    return loss / steps.length;
  }

  /** The parameters as the engine uses them. */
  weighing(scale: Scale): Weighing {
    return { places: this.places(), ...this.network.folded(this.parameters, scale) };
  }

  private places(): number[][] {
    return Array.from({ length: kindCount }, (_, kind) =>
      Array.from(this.parameters.subarray(kind * lengthClassCount, (kind + 1) * lengthClassCount)),
    );
  }

  private counts(): NextTokenCounts {
    return new NextTokenCounts({ places: this.places() }, this.vocabSize);
  }

  private look(step: FitStep, counts: NextTokenCounts): void {
    const { matches, entropy, best, bestProbability } = step;
    counts.take(matches);
    workspaceFeatures(matches, counts, this.features);
    const workspaceBestProbability = step.modelOfEvidence[matches.tokens.indexOf(counts.best)]!;
    modelFeatures({ entropy, best, bestProbability, workspaceBestProbability }, counts, this.features);
  }

  private placesBackward({ matches, target }: FitStep, counts: NextTokenCounts, factor: number, share: number): void {
    for (let i = 0; i < matches.count; i++) {
      const at = matches.kinds[i]! * lengthClassCount + lengthClass(matches.lengths[i]!);
      const part = Math.exp(this.parameters[at]!) / counts.total;
      this.gradient[at]! -= factor * part * ((matches.tokens[i] === target ? 1 : 0) - share);
    }
  }
}
