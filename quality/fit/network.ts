import { seededRng } from '../../src/core/sampling/rng.js';

/** Mean and deviation for normalizing features before a fit; folded into the network afterwards. */
export interface Scale {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

/** Computes the mean and deviation of vectors. @param each calls back with each of them; may reuse the array. */
export function scaleOf(size: number, each: (take: (features: Float64Array) => void) => void): Scale {
  const sum = new Float64Array(size);
  const squares = new Float64Array(size);
  let count = 0;
  each((features) => {
    count++;
    for (let i = 0; i < size; i++) {
      sum[i]! += features[i]!;
      squares[i]! += features[i]! ** 2;
    }
  });
  const mean = sum.map((value) => value / count);
  return { mean, deviation: squares.map((value, i) => Math.sqrt(Math.max(1e-6, value / count - mean[i]! ** 2))) };
}

/** A network with one hidden layer of tanh units and one output; its parameters are a part of a flat array. */
export class Network {
  readonly size: number;
  private readonly inputs: Float64Array;
  private readonly units: Float64Array;

  /** @param from index of its first parameter. */
  constructor(
    private readonly from: number,
    private readonly inputCount: number,
    private readonly unitCount: number,
  ) {
    this.size = unitCount * (inputCount + 1) + unitCount + 1;
    this.inputs = new Float64Array(inputCount);
    this.units = new Float64Array(unitCount);
  }

  /** Initializes the parameters with small random values. */
  begin(flat: Float64Array, seed: number): void {
    const rng = seededRng(seed);
    for (let i = 0; i < this.size; i++) flat[this.from + i] = 0.4 * (rng() - 0.5);
  }

  /** The output before the sigmoid. */
  forward(flat: Float64Array, features: Float64Array, { mean, deviation }: Scale): number {
    const { inputs, units, inputCount } = this;
    for (let i = 0; i < inputCount; i++) inputs[i] = (features[i]! - mean[i]!) / deviation[i]!;
    const output = this.outputFrom;
    let sum = flat[output]!;
    for (let unit = 0; unit < this.unitCount; unit++) {
      const row = this.rowOf(unit);
      let inner = flat[row]!;
      for (let i = 0; i < inputCount; i++) inner += flat[row + 1 + i]! * inputs[i]!;
      const squashed = Math.tanh(inner);
      units[unit] = squashed;
      sum += flat[output + 1 + unit]! * squashed;
    }
    return sum;
  }

  /** Adds the gradient of the last output, times `delta`. */
  backward(flat: Float64Array, gradient: Float64Array, delta: number): void {
    const { inputs, units, inputCount, outputFrom } = this;
    gradient[outputFrom]! += delta;
    for (let unit = 0; unit < this.unitCount; unit++) {
      gradient[outputFrom + 1 + unit]! += delta * units[unit]!;
      const inner = delta * flat[outputFrom + 1 + unit]! * (1 - units[unit]! ** 2);
      const row = this.rowOf(unit);
      gradient[row]! += inner;
      for (let i = 0; i < inputCount; i++) gradient[row + 1 + i]! += inner * inputs[i]!;
    }
  }

  /** The parameters as the engine uses them, for features that are not normalized. */
  folded(flat: Float64Array, { mean, deviation }: Scale): { hidden: number[][]; output: number[] } {
    const hidden = Array.from({ length: this.unitCount }, (_, unit) => {
      const row = this.rowOf(unit);
      const factors = Array.from(
        flat.subarray(row + 1, row + 1 + this.inputCount),
        (factor, i) => factor / deviation[i]!,
      );
      return [factors.reduce((bias, factor, i) => bias - factor * mean[i]!, flat[row]!), ...factors];
    });
    return { hidden, output: Array.from(flat.subarray(this.outputFrom, this.outputFrom + 1 + this.unitCount)) };
  }

  private get outputFrom(): number {
    return this.rowOf(this.unitCount);
  }

  private rowOf(unit: number): number {
    return this.from + unit * (this.inputCount + 1);
  }
}

/** Adam (Kingma and Ba 2015) on full batches: no randomness, so the same data give the same parameters. */
export class Adam {
  private readonly mean: Float64Array;
  private readonly square: Float64Array;
  private steps = 0;

  constructor(size: number) {
    this.mean = new Float64Array(size);
    this.square = new Float64Array(size);
  }

  /** Takes one step against the gradient. */
  step(parameters: Float64Array, gradient: Float64Array, rate: number): void {
    this.steps++;
    const meanShare = 1 - 0.9 ** this.steps;
    const squareShare = 1 - 0.999 ** this.steps;
    for (let i = 0; i < parameters.length; i++) {
      this.mean[i]! += 0.1 * (gradient[i]! - this.mean[i]!);
      this.square[i]! += 0.001 * (gradient[i]! ** 2 - this.square[i]!);
      parameters[i]! -= (rate * (this.mean[i]! / meanShare)) / (Math.sqrt(this.square[i]! / squareShare) + 1e-8);
    }
  }
}
