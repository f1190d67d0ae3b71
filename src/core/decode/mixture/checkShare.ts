import { UserError } from '../../errors.js';
import type { WorkspaceShare } from './mixture.js';

/** A fixed share of 1 would leave the model no word, and probabilities of 0. */
export const largestShare = 0.99;

/**
 * Checks a share once, at the edge: it may come from a setting or a message.
 *
 * @returns the share itself.
 * @throws UserError naming the range.
 */
export function checkShare(value: unknown): WorkspaceShare {
  const { kind, share } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const isFixed = kind === 'fixed' && typeof share === 'number' && share >= 0 && share <= largestShare;
  if (kind === 'fitted' || isFixed) return value as WorkspaceShare;
  throw new UserError(`The workspace's share must be fitted, or a number from 0 to ${largestShare}.`);
}
