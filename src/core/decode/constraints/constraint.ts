import { intersection, type TokenSet } from '../../model/tokenSet.js';

/** Limits which tokens may come next, and says where what follows the cursor takes over. */
export interface Constraint {
  /** The tokens allowed at this step; undefined when every one is. Empty when none fits. */
  allowed(): TokenSet | undefined;
  /**
   * Takes note of the chosen token.
   *
   * @returns how many of its bytes still belong to the text, if the text ends inside of it or before it.
   */
  accept(id: number): number | undefined;
  /** The same constraint at the same place, to go on along another path. */
  fork(): Constraint;
}

/** All of them at once; the first end counts. */
export function allOf(...constraints: readonly Constraint[]): Constraint {
  if (constraints.length === 1) return constraints[0]!;
  return {
    allowed() {
      let all: TokenSet | undefined;
      for (const constraint of constraints) {
        const allowed = constraint.allowed();
        all = all && allowed ? intersection(all, allowed) : (all ?? allowed);
      }
      return all;
    },
    accept(id) {
      const ends = constraints.map((constraint) => constraint.accept(id)).filter((end) => end !== undefined);
      return ends.length === 0 ? undefined : Math.min(...ends);
    },
    fork: () => allOf(...constraints.map((constraint) => constraint.fork())),
  };
}
