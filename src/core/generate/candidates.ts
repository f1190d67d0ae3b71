import type { StrategyKind } from '../sampling/strategy.js';
import type { ShownText } from './shownText.js';

/** A text that was generated for a place. */
export interface Candidate extends ShownText {
  /** How it was found; several ways can lead to one text. */
  readonly kinds: readonly StrategyKind[];
  /** Geometric mean of the tokens' probabilities, 0 to 1; unknown where the writing was stopped. */
  readonly probability?: number;
  readonly tokens: number;
}

/** The texts that were generated for a place so far, and the one that is shown. None is forgotten. */
export class GeneratedCandidates {
  private list: Candidate[] = [];
  private at = -1;

  get all(): readonly Candidate[] {
    return this.list;
  }

  /** Index of the one that is shown; -1 if there is none. */
  get index(): number {
    return this.at;
  }

  get current(): Candidate | undefined {
    return this.list[this.at];
  }

  get isLast(): boolean {
    return this.at === this.list.length - 1;
  }

  /**
   * Adds a text and makes it the current one; one that reads the same as an earlier one leads back to that.
   *
   * @returns whether it is new.
   */
  add(candidate: Candidate): boolean {
    const known = this.list.findIndex(({ text }) => text === candidate.text);
    if (known < 0) this.list.push(candidate);
    this.at = known < 0 ? this.list.length - 1 : known;
    return known < 0;
  }

  /** Puts a text in the place of the current one, such as what it grew to. */
  replaceCurrent(candidate: Candidate): void {
    this.list = this.list.map((other, i) => (i === this.at ? candidate : other));
  }

  /** Goes on to a neighbour, round at the ends. */
  step(by: 1 | -1): void {
    const { length } = this.list;
    if (length > 0) this.at = (this.at + by + length) % length;
  }
}

/** Puts texts that read the same together, in the order of their first ones. */
export function joinSame(candidates: readonly Candidate[]): Candidate[] {
  const joined = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const known = joined.get(candidate.text);
    const kinds = [...new Set([...(known?.kinds ?? []), ...candidate.kinds])];
    joined.set(candidate.text, { ...candidate, ...known, kinds });
  }
  return [...joined.values()];
}
