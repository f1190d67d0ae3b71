export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** A bias and a factor for each input. */
function linear(factors: readonly number[], inputs: ArrayLike<number>): number {
  let sum = factors[0]!;
  for (let i = 1; i < factors.length; i++) sum += factors[i]! * inputs[i - 1]!;
  return sum;
}

/** One hidden layer: rows of a bias and one factor for each input, and a bias and one factor for each of those. */
export interface Layers {
  readonly hidden: readonly (readonly number[])[];
  readonly output: readonly number[];
}

/** The output, 0 to 1. */
function judge({ hidden, output }: Layers, inputs: ArrayLike<number>): number {
  const units = hidden.map((factors) => Math.tanh(linear(factors, inputs)));
  return sigmoid(linear(output, units));
}

/** No side is ever ruled out: a weight of 1 would leave the model no word. */
export const minWeight = 1e-4;

/** The weight w of the workspace, `leastWeight` to 1 − `leastWeight`. */
export const workspaceWeight = (layers: Layers, features: ArrayLike<number>): number =>
  minWeight + (1 - 2 * minWeight) * judge(layers, features);

/** The probability that the workspace's most probable token is right. */
export const workspaceTokenProbability = (layers: Layers, features: ArrayLike<number>): number =>
  judge(layers, features);
