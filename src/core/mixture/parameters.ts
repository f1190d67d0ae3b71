/**
 * The fitted numbers of the mixture p = (1 − w) · p_model + w · p_workspace: one set for each model, made by
 * `npm run fit`.
 */
export interface MixtureParameters {
  readonly version: 1;
  /** For each kind of nearness (own, near, far) ln of a place's weight by its match length: see `lengthClass`. */
  readonly places: readonly (readonly number[])[];
  /** The weight w, as a network with one hidden layer: rows of a bias and one factor for each feature. */
  readonly hidden: readonly (readonly number[])[];
  /** A bias and one factor for each hidden unit. */
  readonly output: readonly number[];
  /** When the workspace needs no model. */
  readonly sure: SureParameters;
}

/** Whether what the workspace says is right, as a function of what it says alone: a network of the same kind. */
export interface SureParameters {
  readonly hidden: readonly (readonly number[])[];
  readonly output: readonly number[];
  /** The least probability of a whole text that may do without the model. */
  readonly minimumProbability: number;
}

/** Match lengths from which on a class begins. */
const classStarts = [1, 2, 3, 4, 5, 6, 7, 9, 13, 17, 25];
const classes = Uint8Array.from({ length: 33 }, (_, length) => {
  return Math.max(0, classStarts.filter((start) => start <= length).length - 1);
});

export const lengthClassCount = classStarts.length;

/** The class of a match length from 1 to 32. */
export const lengthClass = (length: number): number => classes[length]!;

export const kindCount = 3;
