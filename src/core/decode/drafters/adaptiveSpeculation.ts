import type { SpeculationOutcome, Proposal, Speculation } from '../speculate.js';
import { Acceptance } from './acceptance.js';
import type { Drafter } from './drafter.js';
import { ForwardCost } from './forwardCost.js';

/** Beyond that even a good drafter gains little, and a wrong draft wastes much. */
const maxDraftTokens = 16;
/** A drafter that does not pay is retried with one token at this interval of steps, since code changes. */
const retryEvery = 32;

interface DrafterRecord {
  readonly acceptance: Acceptance;
  /** Cost of drafting one token, in the unit of the clock. */
  draftMs: number;
  skippedSteps: number;
}

/**
 * Speculation that adapts to measured costs: the first of several drafters that has an idea proposes the number of
 * tokens that gives the most tokens per millisecond, by measured acceptance and measured cost (Leviathan et al. 2023,
 * §3.3 and theorem 3.8). Where no length pays the drafter is skipped. Measurements are kept from one answer to the
 * next.
 */
export class AdaptiveSpeculation {
  private readonly records = new Map<string, DrafterRecord>();
  private readonly cost = new ForwardCost();

  /** @param now a clock in milliseconds. */
  constructor(private readonly now: () => number) {}

  /**
   * Returns the speculation for one answer.
   *
   * @param drafters in the order in which they are tried.
   */
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
          const records = this.recordOf(drafter.name);
          records.draftMs += 0.1 * ((this.now() - startMs) / draft.tokens.length - records.draftMs);
          return { ...draft, drafter: drafter.name } satisfies Proposal;
        }
        return undefined;
      },
      learn: (outcome) => this.learn(outcome),
    };
  }

  private learn({ drafter, drafted, accepted, forwardMs }: SpeculationOutcome): void {
    this.cost.learn(drafted + 1, forwardMs);
    if (drafter !== undefined) this.recordOf(drafter).acceptance.learn(drafted, accepted);
  }

  /** Number of tokens that this drafter should propose now. */
  private lengthFor(drafter: string): number {
    const records = this.recordOf(drafter);
    const speed = (length: number): number =>
      records.acceptance.expectedTokens(length) / (this.cost.of(length + 1) + length * records.draftMs);
    let best = 0;
    for (let length = 1; length <= maxDraftTokens; length++) if (speed(length) > speed(best)) best = length;
    if (best > 0) records.skippedSteps = 0;
    else if (++records.skippedSteps % retryEvery === 0) return 1;
    return best;
  }

  private recordOf(drafter: string): DrafterRecord {
    let records = this.records.get(drafter);
    if (!records) this.records.set(drafter, (records = { acceptance: new Acceptance(), draftMs: 0, skippedSteps: 0 }));
    return records;
  }
}
