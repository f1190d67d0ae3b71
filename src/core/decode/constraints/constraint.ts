import { intersection, type TokenSet } from '../../model/tokenSet.js';

/** Limits the next tokens, and detects where the text after the cursor takes over. */
export interface Constraint {
  /** The tokens allowed at this step; undefined for all. Empty when none fits. */
  allowed(): TokenSet | undefined;
  /**
   * Records the chosen token.
   *
   * @returns how many of its bytes still belong to the text, if the text ends inside it or before it.
   */
  accept(id: number): number | undefined;
  /** An independent copy in the same state, to continue along another path. */
  fork(): Constraint;
}

/** The conjunction of several constraints; the first end counts. */
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
