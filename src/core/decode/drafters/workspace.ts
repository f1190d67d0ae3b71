import type { MatchBuffer } from '../../workspace/matchBuffer.js';
import { contextOf, type AnswerContext } from '../../mixture/mixedModel.js';
import type { FindMatches } from '../../mixture/mixture.js';
import type { NextTokenCounts } from '../../mixture/nextTokenCounts.js';
import type { Drafter } from './drafter.js';

/** A token that most of the matching positions do not have is not worth a forward's row. */
const minShare = 0.5;

/**
 * The workspace as a drafter: the most frequent continuation of the longest matches in the open document and all files.
 *
 * @param matches a buffer.
 * @param counts another buffer.
 */
export function workspaceDrafter(
  answerContext: AnswerContext,
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
        find(contextOf(answerContext, known, known.length), matches);
        if (matches.count === 0) break;
        counts.take(matches);
        if (counts.bestProbability < minShare) break;
        drafted.push(counts.best);
        known.push(counts.best);
      }
      return { tokens: drafted };
    },
  };
}
