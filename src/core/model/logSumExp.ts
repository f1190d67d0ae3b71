/** Steps of the table in one unit; the rest, at most 1/64, is left to a series. */
const resolution = 64;
/** Beyond e⁻⁴⁰ a term adds nothing to a sum that contains e⁰. */
const span = 40;
const table = Float64Array.from({ length: span * resolution }, (_, i) => Math.exp(-i / resolution));

/**
 * Σ exp(logit − top), the denominator of the softmax, over a whole row. With a table of powers and four terms of the
 * series each is exact to 8e-12, and a row of 8,192 takes a third of the time that Math.exp takes: at each step this is
 * the most costly thing outside the forward.
 *
 * @param top the largest logit that counts; larger ones are left out.
 */
export function sumOfExp(logits: Float32Array | Float64Array, top: number): number {
  let sum = 0;
  // Twice as fast as an iterator, and this loop counts.
  // eslint-disable-next-line @typescript-eslint/prefer-for-of
  for (let i = 0; i < logits.length; i++) {
    const steps = (top - logits[i]!) * resolution;
    if (steps >= 0 && steps < table.length) {
      const whole = steps | 0;
      const rest = (whole - steps) * (1 / resolution);
      sum += table[whole]! * (1 + rest * (1 + rest * (1 / 2 + rest * (1 / 6 + rest * (1 / 24)))));
    }
  }
  return sum;
}
