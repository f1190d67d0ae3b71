import { UserError } from '../errors.js';
import type { MixingWeight } from './mixture.js';

/** A fixed share of 1 would leave the model no word, and probabilities of 0. */
export const maxMixingWeight = 0.99;

/**
 * Checks a share once, at the edge: it may come from a setting or a message.
 *
 * @returns the share itself.
 * @throws UserError naming the range.
 */
export function checkMixingWeight(value: unknown): MixingWeight {
  const { kind, share } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const isFixed = kind === 'fixed' && typeof share === 'number' && share >= 0 && share <= maxMixingWeight;
  if (kind === 'fitted' || isFixed) return value as MixingWeight;
  throw new UserError(`The workspace's share must be fitted, or a number from 0 to ${maxMixingWeight}.`);
}
