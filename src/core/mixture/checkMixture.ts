import { modelFeatureCount, sureFeatureCount, workspaceFeatureCount } from './features.js';
import { kindCount, lengthClassCount, type MixtureParameters, type SureParameters } from './parameters.js';

/** The weight of a place is exp of a number; that of far larger ones is infinite, and shares of it are NaN. */
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
  const judge = (sure ?? {}) as Partial<Record<keyof SureParameters, unknown>>;
  return (
    version === 1 &&
    isTable(places, lengthClassCount) &&
    places.length === kindCount &&
    isNetwork(hidden, output, workspaceFeatureCount + modelFeatureCount) &&
    isNetwork(judge.hidden, judge.output, sureFeatureCount) &&
    typeof judge.minimumProbability === 'number'
  );
}
