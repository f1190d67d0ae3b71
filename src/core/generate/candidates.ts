import type { StrategyKind } from '../sampling/strategy.js';
import type { ShownText } from './shownText.js';

/** A text generated for a span of the document. */
export interface Candidate extends ShownText {
  /** The strategies that found it; several can lead to one text. */
  readonly kinds: readonly StrategyKind[];
  /** Geometric mean of the tokens' probabilities, 0 to 1; unknown if generation was stopped. */
  readonly probability?: number;
  readonly tokens: number;
  /** The probability that it is right to its end, 0 to 1; unknown if generation was stopped. */
  readonly confidence?: number;
}

/** The texts generated for a span so far, and the current one. None is forgotten. */
export class GeneratedCandidates {
  private list: Candidate[] = [];
  private at = -1;

  get all(): readonly Candidate[] {
    return this.list;
  }

  /** Index of the current one; -1 if there is none. */
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
   * Adds a text and makes it the current one; a duplicate of an earlier one selects that.
   *
   * @returns whether it is new.
   */
  add(candidate: Candidate): boolean {
    const known = this.list.findIndex(({ text }) => text === candidate.text);
    if (known < 0) this.list.push(candidate);
    this.at = known < 0 ? this.list.length - 1 : known;
    return known < 0;
  }

  /** Makes the first one current. */
  first(): void {
    this.at = this.list.length > 0 ? 0 : -1;
  }

  /** Replaces the current text, for example by its continuation. */
  replaceCurrent(candidate: Candidate): void {
    this.list = this.list.map((other, i) => (i === this.at ? candidate : other));
  }

  /** Moves to a neighbour, wrapping around at the ends. */
  step(by: 1 | -1): void {
    const { length } = this.list;
    if (length > 0) this.at = (this.at + by + length) % length;
  }
}

/** Merges texts that read the same, in the order of their first ones. */
export function joinSame(candidates: readonly Candidate[]): Candidate[] {
  const joined = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const known = joined.get(candidate.text);
    const kinds = [...new Set([...(known?.kinds ?? []), ...candidate.kinds])];
    joined.set(candidate.text, { ...candidate, ...known, kinds });
  }
  return [...joined.values()];
}
