import type { Evidence } from '../../workspace/evidence.js';
import { contextOf, type AnswerPlace } from '../mixture/mixedModel.js';
import type { FindMatches } from '../mixture/mixture.js';
import type { Tally } from '../mixture/tally.js';
import type { Drafter } from './drafter.js';

/** A token that most of the matching places do not have is not worth a forward's row. */
const leastShare = 0.5;

/**
 * The workspace as a drafter: what mostly followed the longest matches in the open document and in all files.
 *
 * @param evidence a buffer. @param tally another one.
 */
export function workspaceDrafter(place: AnswerPlace, find: FindMatches, evidence: Evidence, tally: Tally): Drafter {
  return {
    name: 'workspace',
    draft(tokens, limit) {
      const drafted: number[] = [];
      const known = [...tokens];
      while (drafted.length < limit) {
        evidence.count = 0;
        find(contextOf(place, known, known.length), evidence);
        if (evidence.count === 0) break;
        tally.take(evidence);
        if (tally.bestShare < leastShare) break;
        drafted.push(tally.best);
        known.push(tally.best);
      }
      return { tokens: drafted };
    },
  };
}
