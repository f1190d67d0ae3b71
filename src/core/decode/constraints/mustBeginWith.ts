import type { Vocabulary } from '../../model/vocabulary.js';
import type { Constraint } from './constraint.js';

/**
 * Requires the text to start with `required`: each token either lies wholly within the missing rest, or spells it to
 * its end and may continue. Once it is spelled, everything is allowed.
 */
export function mustBeginWith(vocabulary: Vocabulary, required: Uint8Array): Constraint {
  let missing = required;
  return {
    allowed() {
      if (missing.length === 0) return undefined;
      const complete = vocabulary.startingWith(missing);
      const partial = vocabulary.prefixesOf(missing);
      if (partial.length === 0) return { kind: 'only', ids: complete };
      const ids = new Int32Array(partial.length + complete.length);
      ids.set(partial);
      ids.set(complete, partial.length);
      return { kind: 'only', ids };
    },
    accept(id) {
      missing = missing.subarray(vocabulary.bytes(id).length);
      return undefined;
    },
    fork: () => mustBeginWith(vocabulary, missing),
  };
}
