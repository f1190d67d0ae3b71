import { UserError } from '../errors.js';
import { modelFeatureCount, workspaceFeatureCount, workspaceOnlyFeatureCount } from './features.js';
import type { MixingWeight } from './mixture.js';
import { type MixtureParameters, type WorkspaceOnlyParameters, kindCount, lengthClassCount } from './parameters.js';

/** The weight of a position is exp of a number; that of far larger ones is infinite, and ratios of it are NaN. */
const maxNumber = 100;

const isNumber = (value: unknown): boolean => Number.isFinite(value) && Math.abs(value as number) <= maxNumber;

const isRow = (value: unknown, length?: number): value is number[] =>
  Array.isArray(value) && value.every(isNumber) && (length === undefined || value.length === length);

const isTable = (value: unknown, width: number): value is number[][] =>
  Array.isArray(value) && value.every((row) => isRow(row, width));

const isNetwork = (hidden: unknown, output: unknown, inputs: number): boolean =>
  isTable(hidden, 1 + inputs) && isRow(output, 1 + hidden.length);

/** Whether a value from a file is a set of parameters of this version. */
export function isMixture(value: unknown): value is MixtureParameters {
  const { version, places, hidden, output, sure } = (value ?? {}) as Partial<Record<keyof MixtureParameters, unknown>>;
  const alone = (sure ?? {}) as Partial<Record<keyof WorkspaceOnlyParameters, unknown>>;
  return (
    version === 1 &&
    isTable(places, lengthClassCount) &&
    places.length === kindCount &&
    isNetwork(hidden, output, workspaceFeatureCount + modelFeatureCount) &&
    isNetwork(alone.hidden, alone.output, workspaceOnlyFeatureCount) &&
    typeof alone.minimumProbability === 'number'
  );
}

/** A fixed weight of 1 would leave the model without influence, and probabilities of 0. */
export const maxMixingWeight = 0.99;

/**
 * Validates a mixing weight once, at the boundary: it may come from a setting or a message.
 *
 * @returns the weight itself.
 * @throws UserError naming the range.
 */
export function checkMixingWeight(value: unknown): MixingWeight {
  const { kind, weight } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const isFixed = kind === 'fixed' && typeof weight === 'number' && weight >= 0 && weight <= maxMixingWeight;
  if (kind === 'fitted' || isFixed) return value as MixingWeight;
  throw new UserError(`The workspace's share must be fitted, or a number from 0 to ${maxMixingWeight}.`);
}
