/**
 * Fitted parameters of the mixture p = (1 − w) · p_model + w · p_workspace: one set for each model, made by `npm run
 * fit`.
 */
export interface MixtureParameters {
  readonly version: 1;
  /** For each kind of nearness (own, near, far) ln of a position's weight by its match length: see `lengthClass`. */
  readonly places: readonly (readonly number[])[];
  /** The weight w, as a network with one hidden layer: rows of a bias and one factor for each feature. */
  readonly hidden: readonly (readonly number[])[];
  /** A bias and one factor for each hidden unit. */
  readonly output: readonly number[];
  /** When the workspace answers without the model. */
  readonly sure: WorkspaceOnlyParameters;
}

/**
 * The probability that the workspace's token is right, as a function of the workspace's answer alone: a network of the
 * same kind.
 */
export interface WorkspaceOnlyParameters {
  readonly hidden: readonly (readonly number[])[];
  readonly output: readonly number[];
  /** Minimum probability of a whole text without the model. */
  readonly minimumProbability: number;
}

/** Match lengths at which a class starts. */
const classStarts = [1, 2, 3, 4, 5, 6, 7, 9, 13, 17, 25];
const classes = Uint8Array.from({ length: 33 }, (_, length) => {
  return Math.max(0, classStarts.filter((start) => start <= length).length - 1);
});

export const lengthClassCount = classStarts.length;

/** The class of a match length from 1 to 32. */
export const lengthClass = (length: number): number => classes[length]!;

export const kindCount = 3;
