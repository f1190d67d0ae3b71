export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** A linear function: a bias and one factor for each input. */
function linear(factors: readonly number[], inputs: ArrayLike<number>): number {
  let sum = factors[0]!;
  for (let i = 1; i < factors.length; i++) sum += factors[i]! * inputs[i - 1]!;
  return sum;
}

/**
 * A network with one hidden layer: rows of a bias and one factor for each input, and a bias and one factor for each of
 * those.
 */
interface Layers {
  readonly hidden: readonly (readonly number[])[];
  readonly output: readonly number[];
}

/** The output of the network, 0 to 1. */
function evaluate({ hidden, output }: Layers, inputs: ArrayLike<number>): number {
  const units = hidden.map((factors) => Math.tanh(linear(factors, inputs)));
  return sigmoid(linear(output, units));
}

/** No side is ever excluded: a weight of 1 would leave the model without influence. */
export const minWeight = 1e-4;

/** The weight w of the workspace, `minWeight` to 1 − `minWeight`. */
export const workspaceWeight = (layers: Layers, features: ArrayLike<number>): number =>
  minWeight + (1 - 2 * minWeight) * evaluate(layers, features);

/** The probability that the workspace's most probable token is right. */
export const workspaceTokenProbability = (layers: Layers, features: ArrayLike<number>): number =>
  evaluate(layers, features);
