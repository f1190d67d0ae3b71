import type { SpeculationOutcome, Proposal, Speculation } from '../speculate.js';
import { Acceptance } from './acceptance.js';
import type { Drafter } from './drafter.js';
import { ForwardCost } from './forwardCost.js';

/** The longest draft: beyond that even a sure drafter gains little, and a wrong one wastes much. */
const longestDraft = 16;
/** A drafter that does not pay is tried again with one token at every so many steps: code changes. */
const retryEvery = 32;

interface Known {
  readonly acceptance: Acceptance;
  /** What drafting one token costs, in the unit of the clock. */
  draftMs: number;
  silentSteps: number;
}

/**
 * Lets the first of several drafters that has an idea propose as many tokens as pay: the length that gives the most
 * tokens per millisecond, by measured acceptance and measured cost (Leviathan et al. 2023, §3.3 and theorem 3.8). Where
 * no length pays the drafter is passed over. What was learned holds from one answer to the next.
 */
export class AdaptiveSpeculation {
  private readonly known = new Map<string, Known>();
  private readonly cost = new ForwardCost();

  /** @param now a clock in milliseconds. */
  constructor(private readonly now: () => number) {}

  /** Speculation for one answer. @param drafters in the order in which they are asked. */
  with(drafters: readonly Drafter[]): Speculation {
    return {
      isDrawing: drafters.some(({ isDrawing = false }) => isDrawing),
      propose: async (tokens, room) => {
        for (const drafter of drafters) {
          const length = Math.min(room, this.lengthFor(drafter.name));
          if (length < 1) continue;
          const startMs = this.now();
          const draft = await drafter.draft(tokens, length);
          if (!draft || draft.tokens.length === 0) continue;
          const known = this.of(drafter.name);
          known.draftMs += 0.1 * ((this.now() - startMs) / draft.tokens.length - known.draftMs);
          return { ...draft, drafter: drafter.name } satisfies Proposal;
        }
        return undefined;
      },
      learn: (outcome) => this.learn(outcome),
    };
  }

  /** Probability that a token of this drafter is accepted, as measured so far. */
  acceptanceOf(drafter: string): number {
    return this.of(drafter).acceptance.perToken;
  }

  private learn({ drafter, drafted, accepted, forwardMs }: SpeculationOutcome): void {
    this.cost.learn(drafted + 1, forwardMs);
    if (drafter !== undefined) this.of(drafter).acceptance.learn(drafted, accepted);
  }

  /** How many tokens this drafter should propose now. */
  private lengthFor(drafter: string): number {
    const known = this.of(drafter);
    const speed = (length: number): number =>
      known.acceptance.expectedTokens(length) / (this.cost.of(length + 1) + length * known.draftMs);
    let best = 0;
    for (let length = 1; length <= longestDraft; length++) if (speed(length) > speed(best)) best = length;
    if (best > 0) known.silentSteps = 0;
    else if (++known.silentSteps % retryEvery === 0) return 1;
    return best;
  }

  private of(drafter: string): Known {
    let known = this.known.get(drafter);
    if (!known) this.known.set(drafter, (known = { acceptance: new Acceptance(), draftMs: 0, silentSteps: 0 }));
    return known;
  }
}
