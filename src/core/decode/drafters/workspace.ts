import type { MatchBuffer } from '../../workspace/matchBuffer.js';
import { contextOf, type AnswerPlace } from '../../mixture/mixedModel.js';
import type { FindMatches } from '../../mixture/mixture.js';
import type { NextTokenCounts } from '../../mixture/nextTokenCounts.js';
import type { Drafter } from './drafter.js';

/** A token that most of the matching places do not have is not worth a forward's row. */
const minShare = 0.5;

/**
 * The workspace as a drafter: what mostly followed the longest matches in the open document and in all files.
 *
 * @param matches a buffer. @param counts another one.
 */
export function workspaceDrafter(
  place: AnswerPlace,
  find: FindMatches,
  matches: MatchBuffer,
  counts: NextTokenCounts,
): Drafter {
  return {
    name: 'workspace',
    draft(tokens, limit) {
      const drafted: number[] = [];
      const known = [...tokens];
      while (drafted.length < limit) {
        matches.count = 0;
        find(contextOf(place, known, known.length), matches);
        if (matches.count === 0) break;
        counts.take(matches);
        if (counts.bestShare < minShare) break;
        drafted.push(counts.best);
        known.push(counts.best);
      }
      return { tokens: drafted };
    },
  };
}
