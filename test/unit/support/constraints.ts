import type { Constraint } from '../../../src/core/decode/constraints/constraint.js';
import type { Vocabulary } from '../../../src/core/model/vocabulary.js';

/** No token may come twice in a row. */
export function neverTwice(last?: number): Constraint {
  return {
    allowed: () => (last === undefined ? undefined : { kind: 'except', ids: Int32Array.of(last) }),
    accept(id) {
      last = id;
      return undefined;
    },
    fork: () => neverTwice(last),
  };
}

/** The text ends before its first comma, also if that is inside a token. */
export function untilComma(vocabulary: Vocabulary): Constraint {
  return {
    allowed: () => undefined,
    accept(id) {
      const comma = vocabulary.bytes(id).indexOf(0x2c);
      return comma < 0 ? undefined : comma;
    },
    fork: () => untilComma(vocabulary),
  };
}
