import { joinSame, type Candidate } from './candidates.js';
import { minWorth, valueOf, worthKeeping } from './worthKeeping.js';

/** Whether a text is likely enough to be worth keeping; one that the user stopped was seen while it was written. */
export const isOffered = ({ text, confidence }: Candidate): boolean =>
  confidence === undefined || worthKeeping({ text, confidence }) >= minWorth;

/**
 * Ranks texts for one target: those that are offered first, and of them the one of the highest value. Texts that read
 * the same become one.
 */
export function ranked(candidates: readonly Candidate[]): readonly Candidate[] {
  const value = ({ text, confidence = 0 }: Candidate): number => valueOf({ text, confidence });
  return joinSame(candidates).sort((a, b) => Number(isOffered(b)) - Number(isOffered(a)) || value(b) - value(a));
}
