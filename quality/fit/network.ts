import { seededRng } from '../../src/core/sampling/rng.js';

/** Features of mean 0 and variance 1, for a fit; folded into the network afterwards. */
export interface Scale {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

/** Mean and deviation of vectors. @param each calls back with each of them; the array may be the same one. */
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

/** One hidden layer of tanh units and one output, as a part of a row of parameters: forward and backward. */
export class Network {
  readonly size: number;
  private readonly inputs: Float64Array;
  private readonly units: Float64Array;

  /** @param from where its parameters begin in the row. */
  constructor(
    private readonly from: number,
    private readonly inputCount: number,
    private readonly unitCount: number,
  ) {
    this.size = unitCount * (inputCount + 1) + unitCount + 1;
    this.inputs = new Float64Array(inputCount);
    this.units = new Float64Array(unitCount);
  }

  /** Random, and without an opinion. */
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

  /** Adds to the gradient what a change of the last output by `delta` is worth. */
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

  /** The parameters as the engine uses them, on features as they are. */
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
