import type { LanguageModel } from '../../core/model/languageModel.js';
import { argmax } from '../../core/sampling/greedySampler.js';

/** A model's answers to a fixed text, and the time that they took. */
export interface Trial {
  /** The tokens that were fed after the text. */
  readonly following: readonly number[];
  /** The distribution of each of them, as logits. */
  readonly rows: readonly Float32Array[];
  readonly tookMs: number;
}

/** Tokens one by one: a decode step is not computed as a prompt is. */
const steps = 3;

/**
 * Reads a text and a few tokens after it. The cache is as before afterwards.
 *
 * @param following the tokens to feed after the text; the most probable ones if absent.
 * @param now a clock in milliseconds.
 */
export async function trialOf(
  model: LanguageModel,
  text: readonly number[],
  now: () => number,
  following?: readonly number[],
): Promise<Trial> {
  const kept = model.save(0);
  model.truncate(0);
  try {
    const startMs = now();
    const rows = [(await model.forward(text, 1)).slice()];
    const fed: number[] = [];
    for (let step = 0; step < steps; step++) {
      const id = following?.[step] ?? argmax(rows[step]!);
      fed.push(id);
      rows.push((await model.forward([id], 1)).slice());
    }
    return { following: fed, rows, tookMs: now() - startMs };
  } finally {
    model.truncate(0);
    model.restore(kept);
  }
}

/** Well above the rounding of float32 in another order, well below the fault of a wrong kernel. */
const toleratedDifference = 0.02;

/** Whether two models gave the same tokens, by nearly the same logits. NaN agrees with nothing. */
export const agree = (expected: Trial, found: Trial): boolean =>
  expected.rows.every((row, i) => {
    const other = found.rows[i]!;
    return (
      argmax(row) === argmax(other) && row.every((value, id) => Math.abs(value - other[id]!) <= toleratedDifference)
    );
  });
