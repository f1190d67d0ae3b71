import type { CharacterRange, GlobNode } from './globNode.js';

/** More states than any hand-written list of patterns needs. */
const maxStates = 50_000;
/** About 10 ms. */
const maxSteps = 2_000_000;

type State =
  | { readonly kind: 'end' }
  /** Continues in several states at once, without reading. */
  | { readonly kind: 'fork'; readonly next: number[] }
  | { readonly kind: 'character'; readonly character: string; readonly next: number }
  | {
      readonly kind: 'set';
      readonly ranges: readonly CharacterRange[];
      readonly isNegated: boolean;
      readonly mayBeSlash: boolean;
      readonly next: number;
    };

/**
 * Matches paths against glob patterns in time proportional to the path's length, whatever the patterns are: a
 * nondeterministic automaton whose states are followed all at once (Thompson 1968), without backtracking.
 *
 * A pattern that matches a folder matches everything in it.
 */
export class PathAutomaton {
  private readonly states: State[] = [{ kind: 'end' }];
  private readonly start: number;
  /** Whether the patterns are too many to be matched: then every path matches. */
  readonly isTooLarge: boolean;
  /** By state, the last position at which it was entered. */
  private entered = new Int32Array(0);
  /** Number of states that the last call of `matches` visited. */
  steps = 0;

  constructor(patterns: readonly GlobNode[]) {
    const next = patterns.map((node) => this.add(node, 0));
    this.start = this.push({ kind: 'fork', next });
    this.isTooLarge = this.states.length > maxStates;
  }

  /** @returns true also where matching would take too long: excluding the file is the safe answer. */
  matches(path: string): boolean {
    this.steps = 0;
    if (this.isTooLarge) return true;
    this.entered = new Int32Array(this.states.length).fill(-1);
    const characters = Array.from(path);
    let active: number[] = [];
    this.enter(this.start, 0, active);
    for (const [i, character] of characters.entries()) {
      const isBoundary = character === '/' && i > 0;
      if (isBoundary && active.includes(0)) return true;
      const following: number[] = [];
      for (const state of active) {
        const next = this.after(this.states[state]!, character);
        if (next !== undefined) this.enter(next, i + 1, following);
      }
      this.steps += active.length;
      if (this.steps > maxSteps) return true;
      active = following;
      if (active.length === 0) return false;
    }
    return characters.length > 0 && active.includes(0);
  }

  private after(state: State, character: string): number | undefined {
    if (state.kind === 'character') return state.character === character ? state.next : undefined;
    if (state.kind !== 'set' || (character === '/' && !state.mayBeSlash)) return undefined;
    const isIn = state.ranges.some(([first, last]) => first <= character && character <= last);
    return isIn === state.isNegated ? undefined : state.next;
  }

  /** Adds a state and all that are reachable from it without reading. */
  private enter(first: number, position: number, active: number[]): void {
    const waiting = [first];
    for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
      this.steps++;
      if (this.entered[state] === position) continue;
      this.entered[state] = position;
      const entered = this.states[state]!;
      if (entered.kind !== 'fork') active.push(state);
      else for (const next of entered.next) waiting.push(next);
    }
  }

  private push(state: State): number {
    if (this.states.length <= maxStates) this.states.push(state);
    return this.states.length - 1;
  }

  /** Adds the states of a pattern that continue in `next`. @returns the first of them. */
  private add(node: GlobNode, next: number): number {
    switch (node.kind) {
      case 'character':
        return this.push({ kind: 'character', character: node.character, next });
      case 'set':
        return this.push({ ...node, mayBeSlash: false, next });
      case 'sequence':
        return node.nodes.reduceRight((following, part) => this.add(part, following), next);
      case 'choice':
        return this.push({ kind: 'fork', next: node.nodes.map((part) => this.add(part, next)) });
      case 'repeated':
        return this.loop(next, (again) => this.add(node.node, again));
      case 'nameRun':
        return this.loop(next, (again) => this.anyCharacter(again, false));
      case 'anything':
        return this.loop(next, (again) => this.anyCharacter(again, true));
      case 'folders':
        return this.loop(next, (again) => {
          const slash = this.push({ kind: 'character', character: '/', next: again });
          return this.anyCharacter(
            this.loop(slash, (more) => this.anyCharacter(more, false)),
            false,
          );
        });
    }
  }

  private anyCharacter(next: number, mayBeSlash: boolean): number {
    return this.push({ kind: 'set', ranges: [], isNegated: true, mayBeSlash, next });
  }

  /** A part that may come any number of times before `next`. */
  private loop(next: number, part: (again: number) => number): number {
    const fork = { kind: 'fork', next: [next] } as const satisfies State;
    const again = this.push(fork);
    (fork.next as number[]).push(part(again));
    return again;
  }
}
