import {
  modelFeatureCount,
  modelFeatures,
  workspaceFeatureCount,
  workspaceFeatures,
} from '../../src/core/decode/mixture/features.js';
import { leastWeight, sigmoid } from '../../src/core/decode/mixture/network.js';
import {
  kindCount,
  lengthClass,
  lengthClassCount,
  type MixtureParameters,
} from '../../src/core/decode/mixture/parameters.js';
import { Tally } from '../../src/core/decode/mixture/tally.js';
import { Network, scaleOf, type Scale } from './network.js';
import type { Step } from './steps.js';

const featureCount = workspaceFeatureCount + modelFeatureCount;
const hiddenUnits = 16;
const placeCount = kindCount * lengthClassCount;

/** What is fitted of the mixture at once. */
export type Weighing = Pick<MixtureParameters, 'places' | 'hidden' | 'output'>;

/** The loss of steps, and its gradient. Buffers are kept from call to call. */
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
    // A longer match weighs more from the start.
    for (let i = 0; i < placeCount; i++) this.parameters[i] = 0.7 * (i % lengthClassCount);
    this.network.begin(this.parameters, seed);
  }

  /** Of the features of all steps that have evidence, with the parameters as they are. */
  scaleOf(steps: readonly Step[]): Scale {
    const tally = this.tally();
    return scaleOf(featureCount, (take) => {
      for (const step of steps) {
        if (step.evidence.count === 0) continue;
        this.look(step, tally);
        take(this.features);
      }
    });
  }

  /**
   * −ln p of the right token, on average, over all steps.
   *
   * @param isLearning whether to fill `gradient`, too. How features depend on the places' weights is left out of it.
   */
  of(steps: readonly Step[], scale: Scale, isLearning: boolean): number {
    const { parameters, gradient, network } = this;
    const tally = this.tally();
    gradient.fill(0);
    let loss = 0;
    for (const step of steps) {
      if (step.evidence.count === 0) {
        loss -= Math.log(Math.max(step.modelTarget, 1e-30));
        continue;
      }
      this.look(step, tally);
      const squashed = sigmoid(network.forward(parameters, this.features, scale));
      const weight = leastWeight + (1 - 2 * leastWeight) * squashed;
      const share = tally.shareOf(step.target);
      const p = Math.max(1e-30, (1 - weight) * step.modelTarget + weight * share);
      loss -= Math.log(p);
      if (!isLearning) continue;
      const slope = (1 - 2 * leastWeight) * squashed * (1 - squashed);
      network.backward(parameters, gradient, ((step.modelTarget - share) / p) * slope);
      this.placesBackward(step, tally, weight / p, share);
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

  private tally(): Tally {
    return new Tally({ places: this.places() }, this.vocabSize);
  }

  private look(step: Step, tally: Tally): void {
    const { evidence, entropy, best, bestProbability } = step;
    tally.take(evidence);
    workspaceFeatures(evidence, tally, this.features);
    const tallyBestProbability = step.modelOfEvidence[evidence.tokens.indexOf(tally.best)]!;
    modelFeatures({ entropy, best, bestProbability, tallyBestProbability }, tally, this.features);
  }

  private placesBackward({ evidence, target }: Step, tally: Tally, factor: number, share: number): void {
    for (let i = 0; i < evidence.count; i++) {
      const at = evidence.kinds[i]! * lengthClassCount + lengthClass(evidence.lengths[i]!);
      const part = Math.exp(this.parameters[at]!) / tally.total;
      this.gradient[at]! -= factor * part * ((evidence.tokens[i] === target ? 1 : 0) - share);
    }
  }
}
